"""Marketing, calls, cameras and traffic data (PECR)."""
