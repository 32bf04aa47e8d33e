"""Film entities and praised aspects out of film reviews."""
