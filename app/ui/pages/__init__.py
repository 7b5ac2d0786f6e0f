"""The pages of the window: the entrance, the agency's desk, the partnership's desk."""
