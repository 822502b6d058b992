"""A key for each person, with which backups are sealed."""

from django.db import models


class BackupKey(models.Model):
    """The key that seals what backups hold of one person; erasing the person deletes it, wherever the backups lie.

    It is made when a backup is, and stands in no backup. A file of all keys is written beside each backup and replaces
    the one before, so that a key that was deleted here is soon nowhere.
    """

    person = models.OneToOneField("members.Person", on_delete=models.CASCADE, related_name="+")
    key = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"key of {self.person_id}"
