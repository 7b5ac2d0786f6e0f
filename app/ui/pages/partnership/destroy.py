"""Destroy an audit: what goes and what stays, said before; the certificate after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from app.domain.changes import Topic, changed
from app.domain.days import long_day
from app.domain.reporting import Published
from app.errors import FileWriteError, PartnershipAuditError
from app.services.destroy_audit import (
    ToDestroy,
    clear_files_again,
    destroy_audit,
    to_destroy,
    write_certificate,
)
from app.services.publish_report import write_published
from app.ui.outside import show_outside
from app.ui.pages.files_folder import files_folder
from app.ui.pages.partnership.certificate_view import CertificateView
from app.ui.pages.partnership.destroy_form import DestroyForm
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.pdf_file import ask_for_pdf
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner


class DestroyPage(Room):
    """Before, the question; after, the certificate. It can be opened again years later."""

    concerns: ClassVar = frozenset({Topic.AUDITS})
    of_one_audit: ClassVar = False

    def __init__(self, floor: Floor, audit_id: str) -> None:
        super().__init__(floor, "Destroy an audit", back="All audits", gap=Space.M)
        self.audit_id = audit_id
        self.found: ToDestroy | None = None
        self.certificate: CertificateView | None = None
        self._busy = False
        self.note = Slot()
        self.form = DestroyForm()
        self.form.confirmed.connect(self._destroy)
        self.place = Slot()
        self.add(self.note)
        self.add(self.form, gap_before=Space.S)
        self.add(self.place)
        self.form.hide()
        self.end()

    def look(self) -> None:
        super().look()
        workspace, audit_id = self.session.workspace, self.audit_id
        if not self._busy:
            self.read(lambda: to_destroy(workspace, audit_id), self._show)

    def _show(self, found: ToDestroy) -> None:
        self.found, summary = found, found.summary
        self.sentence.setText(f"{summary.title} ({summary.reference})")
        asks = summary.destroyed is None and not summary.legal_hold
        self.form.setVisible(asks)
        if asks:
            self.place.put()
            self.form.show_found(found)
            self.say("Nothing is destroyed until you confirm it here")
        elif summary.destroyed is None:
            self.place.put(_held(summary.legal_hold))
            self.say("Nothing of it may be destroyed")
        else:
            self._show_certificate(found, long_day(summary.destroyed))

    # --- before ----------------------------------------------------------------------------------

    def _destroy(self) -> None:
        workspace, audit_id = self.session.workspace, self.audit_id
        clock, form = self.session.context.clock, self.form
        typed, by, reason = form.typed.value(), form.by.value(), form.reason.value()
        too = form.published.isChecked()
        self._begin("The audit is being destroyed.")
        self.session.write(
            lambda: destroy_audit(
                workspace, audit_id, typed=typed, by=by, reason=reason, published=too, clock=clock
            ),
            lambda _destroyed: self._over(),
            failed=self._failed,
            owner=self,
        )

    def _begin(self, sentence: str) -> None:
        self._busy = True
        self.form.setEnabled(False)
        self.back.setEnabled(False)
        self.setFocus()
        text = (
            "Entries are overwritten, the files are written anew, the copies replaced. "
            "Leave the computer on until it is done."
        )
        self.note.put(Banner(Tone.ACCENT, sentence, text))
        self.show_widget(self.note)

    def _over(self) -> None:
        self._busy = False
        self.note.put()
        self.form.setEnabled(True)
        self.back.setEnabled(True)
        self.look()

    def _failed(self, error: PartnershipAuditError) -> None:
        self._over()
        self._tell(error)
        if isinstance(error, FileWriteError):  # the entries may be gone already
            self.session.tell(changed(Topic.AUDITS, Topic.RETURNS, Topic.PACKS, Topic.REPORTS))

    def _tell(self, error: PartnershipAuditError) -> None:
        self.note.put_error(error)
        self.show_widget(self.note)

    # --- after -----------------------------------------------------------------------------------

    def _show_certificate(self, found: ToDestroy, day: str) -> None:
        self.title.setText("Certificate of destruction")
        self.setAccessibleName("Certificate of destruction")
        self.say(f"Destroyed on {day}")
        if found.certificate is None:
            self.place.put(
                Banner(
                    Tone.ATTENTION,
                    f"This audit was destroyed on {day}.",
                    "No certificate is kept for it. The history says what was destroyed.",
                )
            )
            return
        view = CertificateView(found, found.certificate)
        view.save_asked.connect(self._ask_where)
        view.clear_asked.connect(self._clear_again)
        view.report_asked.connect(self._ask_report)
        self.certificate = view
        self.place.put(view)
        if self.isVisible():
            view.save.setFocus()
            self.verticalScrollBar().setValue(0)

    def _clear_again(self) -> None:
        workspace, audit_id = self.session.workspace, self.audit_id
        clock = self.session.context.clock

        def failed(error: PartnershipAuditError) -> None:
            self._over()
            self._tell(error)

        self._begin("The files are being cleared.")
        self.session.write(
            lambda: clear_files_again(workspace, audit_id, clock=clock),
            lambda _cleared: self._over(),
            failed=failed,
            owner=self,
        )

    def _files(self) -> Path:
        return files_folder(self.session.context.policy)

    def _ask_where(self) -> None:
        reference = self.found.summary.reference if self.found else ""
        name = f"{_safe(reference)} certificate of destruction.pdf"
        path = ask_for_pdf(self, "Save the certificate", self._files() / name)
        if path is not None:
            self.save(path)

    def _ask_report(self, found: Published) -> None:
        reference = self.found.summary.reference if self.found else ""
        name = f"{_safe(reference)} {found.kind.value}, version {found.version}.pdf"
        path = ask_for_pdf(self, "Save the report", self._files() / name)
        if path is not None:
            self.save_report(found.number, path)

    def save_report(self, number: int, path: Path) -> None:
        """Write a report that was published, exactly as it went out."""
        workspace = self.session.workspace
        self.read(
            lambda: write_published(workspace, number, path),
            lambda written: self._saved(written, "The report is written.", ""),
        )

    def save(self, path: Path) -> None:
        """Write the certificate as a PDF."""
        workspace, audit_id = self.session.workspace, self.audit_id
        advice = " Print it, sign it, and keep it with your records."
        self.read(
            lambda: write_certificate(workspace, audit_id, path),
            lambda written: self._saved(written, "The certificate is written.", advice),
        )

    def _saved(self, path: Path, sentence: str, advice: str) -> None:
        where = f"“{path.name}” is in {path.parent}.{advice}"
        banner = Banner(Tone.GOOD, sentence, where, action="Open")
        banner.acted.connect(partial(show_outside, path, self))
        self.note.put(banner)
        self.show_widget(self.note)


def _safe(reference: str) -> str:
    """A reference as the beginning of a file's name."""
    return "".join(sign if sign.isalnum() or sign in "-_ " else "-" for sign in reference)


def _held(reason: str) -> Banner:
    return Banner(
        Tone.ATTENTION,
        "This audit is under a legal hold, so nothing of it may be destroyed.",
        f"Held: {reason}. End the hold in All audits first, if it is over.",
        icon="lock",
    )
