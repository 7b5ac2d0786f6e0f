"""The partnership's desk: the multi-agency meeting."""
