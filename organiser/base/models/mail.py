"""Mail that waits to be sent: written in the transaction of the action, sent by the clock afterwards."""

from django.db import models

from organiser.base import clock


class WaitingLetter(models.Model):
    """A letter to many: the words once, for all who get it. It is deleted when the last of them has it."""

    subject = models.CharField(max_length=200)
    text = models.TextField()
    queued_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["queued_at"]

    def __str__(self) -> str:
        return f"letter of {self.queued_at:%Y-%m-%d %H:%M}"


class WaitingAddress(models.Model):
    """One person who has not got a letter yet. The address is deleted once it is sent: nothing is kept of it."""

    letter = models.ForeignKey(WaitingLetter, on_delete=models.CASCADE, related_name="addresses")
    address = models.EmailField(max_length=254)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["not_before", "id"]
        indexes = [models.Index(fields=["not_before"], name="mail_by_time")]

    def __str__(self) -> str:
        return f"address {self.pk}"
