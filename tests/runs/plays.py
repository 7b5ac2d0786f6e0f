"""What can be played: the agency's run and the two of the partnership."""

from __future__ import annotations

from functools import partial

from tests.runs.afternoon import Afternoon, AfternoonStage, prove_afternoon
from tests.runs.journey import Journey
from tests.runs.partnership_journey import PartnershipJourney
from tests.runs.partnership_proof import prove_packs
from tests.runs.partnership_stage import PartnershipStage
from tests.runs.proof import prove
from tests.runs.stage import Stage
from tests.runs.window import Play


def play_of(stage: Stage | PartnershipStage | AfternoonStage) -> Play:
    """The play for a stage."""
    if isinstance(stage, AfternoonStage):
        return Play(
            "the afternoon",
            stage.context(),
            Afternoon,
            partial(prove_afternoon, stage),
            stage.request,
        )
    if isinstance(stage, PartnershipStage):
        return Play(
            "the partnership",
            stage.context(),
            partial(PartnershipJourney, stage),
            partial(prove_packs, stage),
        )
    return Play(stage.agency, stage.context(), partial(Journey, stage), partial(prove, stage))
