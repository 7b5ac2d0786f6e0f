"""The partnership's desk: from the definition of an audit to its report."""
