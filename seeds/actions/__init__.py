"""What the example world writes that no door of the site writes in this way."""
