"""Scottish transferable vote with a value on each single paper: slow, plain, and written apart from the count."""

from fractions import Fraction

from tests.assemblies.counting.elections import papers_of

Stage = dict[int, Fraction]


class Hall:
    """Papers on a table, each with what it is worth."""

    def __init__(self, one) -> None:
        self.papers = [[[rank[0] for rank in paper], Fraction(1)] for paper in papers_of(one) if paper]
        self.seats = one.seats
        self.quota = len(self.papers) // (one.seats + 1) + 1
        self.continuing = set(range(len(one.options)))
        self.piles = {option: [paper for paper in self.papers if paper[0][0] == option] for option in self.continuing}
        self.waiting: list[int] = []
        self.elected: set[int] = set()
        self.stages: list[Stage] = []

    def stand(self) -> None:
        """Write down what each has; who gave a surplus away has the quota."""
        spent = self.elected - {*self.waiting}
        worth = {option: sum((paper[1] for paper in pile), Fraction(0)) for option, pile in self.piles.items()}
        self.stages.append({o: Fraction(self.quota) if o in spent and not self.piles[o] else worth[o] for o in worth})

    def fill(self) -> bool:
        """Elect whom the totals elect; say whether the seats are filled."""
        now = self.stages[-1]
        reached = {option for option in self.continuing if now[option] >= self.quota}
        self.waiting += [option for option in reached if now[option] > self.quota]
        self.elected |= reached
        self.continuing -= reached
        if len(self.continuing) <= self.seats - len(self.elected):
            self.elected |= self.continuing
            return True
        return len(self.elected) == self.seats

    def choose(self) -> list[int]:
        """Say whose papers move next; several where nothing ever told them apart."""
        candidates, pick = ([*self.waiting], max) if self.waiting else ([*self.continuing], min)
        for stage in reversed(self.stages):
            best = pick(stage[option] for option in candidates)
            candidates = [option for option in candidates if stage[option] == best]
        return candidates

    def move(self, option: int) -> None:
        """Hand on the papers of a surplus, at less, or of whoever is excluded."""
        moved, self.piles[option] = self.piles[option], []
        if option in self.waiting:
            self.waiting.remove(option)
            votes = self.stages[-1][option]
            for paper in moved:
                paper[1] = Fraction((votes - self.quota) * paper[1] / votes * 100_000 // 1, 100_000)
        self.continuing.discard(option)
        for paper in moved:
            onward = next((other for other in paper[0] if other in self.continuing), None)
            if onward is not None:
                self.piles[onward].append(paper)


def counted(one) -> tuple[list[Stage], set[int] | None]:
    """Give the totals of each stage and who is elected, or None where a tie ends the count."""
    hall = Hall(one)
    while True:
        hall.stand()
        if hall.fill():
            return hall.stages, hall.elected
        moving = hall.choose()
        if len(moving) > 1:
            return hall.stages, None
        hall.move(moving[0])
