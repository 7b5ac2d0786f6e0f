"""The verbs of the flow, one module each.

define_audit > issue_packs > open_pack > answer_case > seal_returns > look_at_files >
import_returns > track_audit > analyse_audit > write_report > before_publication > publish_report.
``set_up_desk`` comes before them all.
"""
