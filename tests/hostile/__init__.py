"""Large and hostile files: each is refused quickly, and without taking the memory."""
