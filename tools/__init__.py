"""What keeps the project itself: set-up, generated pages. Not part of the product."""
