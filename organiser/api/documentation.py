"""The page of documentation."""
def groups(): return []
