"""The interview: one form, a question a page. It renders what ``app.domain.interview`` decides."""
