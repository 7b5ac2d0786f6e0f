"""What one meets before a desk is open: choose a desk, set it up, unlock it."""
