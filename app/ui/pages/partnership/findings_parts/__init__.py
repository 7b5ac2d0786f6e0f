"""The parts of the findings: questions, agencies, cases, judgements, agreement, years."""
