"""Keys and lock, on both desks: what opens a desk, and the page that asks for it."""
