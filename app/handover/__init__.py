"""What passes between the program and the people who send its files."""
