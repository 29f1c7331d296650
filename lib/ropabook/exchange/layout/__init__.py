"""Where in a sheet the tables and forms are, whatever stands around them."""
