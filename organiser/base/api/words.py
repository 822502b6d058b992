"""Sentences of the API that stand in more than one place."""

NO_FILTER = "There is no such filter here. Filters: {known}."
CHANGED = "{description} The payload is empty or {{}}."
