"""The ground floor: what every app stands on and what knows nothing of them."""
