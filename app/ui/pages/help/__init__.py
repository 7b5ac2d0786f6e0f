"""Help: the same for both desks; each has its own topics."""
