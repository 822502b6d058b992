"""Sentences of the API that stand in more than one place."""

NO_FILTER = "There is no such filter here. Filters: {known}."
EMPTY_FILTER = "This filter is empty. Say what you look for, or leave it out."
CHANGED = "{description} The payload is empty or {{}}."
