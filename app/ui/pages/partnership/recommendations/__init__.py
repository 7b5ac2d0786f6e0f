"""The partnership's desk: the recommendations."""
