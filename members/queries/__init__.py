"""What can be asked of this floor."""
