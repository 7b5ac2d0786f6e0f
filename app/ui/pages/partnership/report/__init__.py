"""The partnership's desk: the reports, their texts, their preview and their publication."""
