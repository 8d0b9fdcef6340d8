"""One run of publishing, wave by wave, so that memory does not grow with the number of pages."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pfocr_net.errors import DataError, NdexRefusedError, NdexSilentError, PageError
from pfocr_net.journal import Entry, Journal, State
from pfocr_net.ndex import Account, Ndex
from pfocr_net.ndex_map import read_map, update_map
from pfocr_net.pages import set_ndex
from pfocr_net.publish.folders import room_in
from pfocr_net.publish.plan import Action, Known, Options, Outcome, Page, Step, decide
from pfocr_net.publish.settle import settle

#: Pages that are sent together; while NDEx reads them, the next ones are sent.
WAVE = 128

#: UUIDs that arrive within so many seconds are put into the journal together.
TOGETHER = 0.1

#: A stage of a wave: yields the outcomes of the pages that end there, returns the steps that go on.
Stage = Generator[Outcome, None, list[Step]]


def publish(
    pages: Iterable[Page | Outcome], ndex: Ndex, journal: Journal, options: Options, *, wave: int = WAVE
) -> Iterator[Outcome]:
    """Publish pages.

    Parameters
    ----------
    pages : iterable of Page or Outcome
        As `prepare` makes them; taken a wave at a time.
    ndex : Ndex
        The account to publish to.
    journal : Journal
        Its journal.
    options : Options
        How to publish.
    wave : int
        Pages sent together.

    Yields
    ------
    Outcome
        One a page, as soon as it is known.

    Raises
    ------
    NdexError
        NDEx refuses to take networks at all (quota, rights), or does not answer any more. What was done is in the
        journal; run again to go on.
    JournalError
        The journal cannot be written.

    Notes
    -----
    A page whose network NDEx took or did not take, nobody knows, waits until `settle` has found out: when a wave
    of them has come together, and at the end.
    """
    run = _Run(ndex, journal, options)
    try:
        run.settle()
        under_way: list[Step] = []
        for together in _waves(iter(pages), wave):
            sent = yield from run.send(together)  # while NDEx reads the wave before
            yield from run.finish(under_way)
            under_way = sent
            if run.refusal:
                break
            if len(run.unsure) >= wave:
                yield from run.again()
        yield from run.finish(under_way)
        if run.refusal:
            raise run.refusal
        yield from run.again()
        for page in run.unsure:
            yield Outcome(page.figure.figid, Action.FAILED, page.path, why="No answer from NDEx. Run again.")
    finally:
        run.pool.shutdown(cancel_futures=True)


def _waves(pages: Iterator[Page | Outcome], size: int) -> Iterator[list[Page | Outcome]]:
    """Take pages wave by wave; the next one is made while the last is being sent."""
    with ThreadPoolExecutor(1, thread_name_prefix="pages") as maker:
        coming = maker.submit(list, islice(pages, size))
        while wave := coming.result():
            coming = maker.submit(list, islice(pages, size))
            yield wave


class _Run:
    """What the stages of a run share."""

    def __init__(self, ndex: Ndex, journal: Journal, options: Options) -> None:
        self.ndex, self.journal, self.options = ndex, journal, options
        self.account: Account = ndex.account()
        self.mapped = read_map(options.map) if options.map else {}
        self.folders = room_in(ndex, options.folder, options.visibility or "PRIVATE")
        self.doubles: dict[str, tuple[str, ...]] = {}
        self.unsure: list[Page] = []
        self.paths: dict[str, Path] = {}
        self.refusal: NdexRefusedError | None = None
        self.pool = ThreadPoolExecutor(options.jobs, thread_name_prefix="ndex")

    def settle(self) -> None:
        self.doubles |= settle(self.ndex, self.journal, self.account)

    def again(self) -> Iterator[Outcome]:
        """Take up the pages of which NDEx may have a network or not."""
        pages, self.unsure = self.unsure, []
        if pages:
            self.settle()
            sent = yield from self._start(pages)
            yield from self.finish(sent)

    def send(self, found: Sequence[Page | Outcome]) -> Stage:
        """Decide about some pages, and take them from wherever they are to ``sent``."""
        pages = yield from self._each_once(found)
        return (yield from self._start(pages))

    def _start(self, pages: list[Page]) -> Stage:
        steps = self._decide(pages)
        if self.options.dry_run:
            yield from (step.outcome() for step in steps)
            return []
        steps = yield from self._end(steps, Action.LEFT, Action.UNCHANGED)
        steps = yield from self._show(steps)
        return (yield from self._send(steps))

    def finish(self, steps: list[Step]) -> Iterator[Outcome]:
        """Take pages from ``sent`` to ``done``."""
        steps = yield from self._wait(steps)
        steps = yield from self._write(steps)
        yield from self._map(steps)

    def _each_once(self, found: Sequence[Page | Outcome]) -> Generator[Outcome, None, list[Page]]:
        """Keep the first page of each figure."""
        pages = []
        for page in found:
            if isinstance(page, Outcome):
                yield page
            elif (figid := page.figure.figid) in self.paths:
                yield Outcome(figid, Action.FAILED, page.path, why=f"{self.paths[figid]} has the same figid.")
            else:
                self.paths[figid] = page.path
                pages.append(page)
        return pages

    def _decide(self, pages: list[Page]) -> list[Step]:
        """Look up what is known of the pages, with one question to NDEx, and decide."""
        entries = self.journal.entries(page.figure.figid for page in pages)
        holders = {page.figure.figid: self._holder(page, entries) for page in pages}
        summaries = self.ndex.summaries(filter(None, holders.values()))
        steps = []
        for page in pages:
            figid = page.figure.figid
            summary = summaries.get(holders[figid])
            known = Known(entries.get(figid), summary, self.mapped.get(figid, ""), self.doubles.get(figid, ()))
            steps.append(decide(page, known, self.account, self.options))
        return steps

    def _holder(self, page: Page, entries: Mapping[str, Entry]) -> str:
        """Name the network that stands for a figure, if any: the journal's, or the one to be overridden."""
        figid = page.figure.figid
        if figid in entries:
            return entries[figid].uuid
        return (page.figure.ndex or self.mapped.get(figid, "")).lower() if self.options.force else ""

    def _end(self, steps: list[Step], *actions: Action) -> Stage:
        yield from (step.outcome() for step in steps if step.action in actions)
        return [step for step in steps if step.action not in actions]

    def _show(self, steps: list[Step]) -> Stage:
        """Change who sees networks whose content stays."""
        shown = [step for step in steps if step.action is Action.SHOWN]
        if shown:
            uuids = [step.entry.uuid for step in shown]
            self.ndex.set_visibility(uuids, self.options.visibility or "PRIVATE")
            summaries = self.ndex.summaries(uuids)
            known = [step.entry for step in shown if step.entry.uuid in summaries]
            self.journal.record(replace(entry, modified=summaries[entry.uuid].modified) for entry in known)
        return (yield from self._end(steps, Action.SHOWN))

    def _send(self, steps: list[Step]) -> Stage:
        """Give NDEx the content: intent to sent."""
        meant, going = _split(steps, State.INTENT)
        self.journal.record(step.entry for step in meant)
        calls = {self.pool.submit(self._send_one, step, self._folder(step)): step for step in meant}
        silence = False
        while calls:
            answered, _ = wait(calls, timeout=TOGETHER)
            sent, refused = [], []
            for call in answered:
                step = calls.pop(call)
                try:
                    sent.append(step.at(State.SENT, uuid=call.result()))
                except NdexSilentError:
                    silence = True
                    self.unsure.append(step.page)
                except NdexRefusedError as error:
                    refused.append(self._take_back(step, error))
            self.journal.record(step.entry for step in sent)
            going += sent
            yield from refused
        if silence:
            self.ndex.server_version()  # raises where nobody is there any more
        return going

    def _send_one(self, step: Step, folder: str) -> str:
        uuid, document, visibility = step.entry.uuid, step.page.document, self.options.visibility
        if not uuid:
            return self.ndex.create(document, visibility=visibility or "PRIVATE", folder=folder)
        self.ndex.update(uuid, document, visibility=visibility)
        return uuid

    def _folder(self, step: Step) -> str:
        return "" if step.entry.uuid else next(self.folders)

    def _take_back(self, step: Step, error: NdexRefusedError) -> Outcome:
        """Drop an intent that NDEx would not hear of; after a failure of its own it may hold the network."""
        if step.before:
            self.journal.record([step.before])
        elif error.code and error.status < 500:
            self.journal.forget([step.entry.figid])
        if not step.entry.uuid:
            self.refusal = error  # nothing has been read yet: it is about the account, not about this network
        return step.outcome(Action.FAILED, str(error))

    def _wait(self, steps: list[Step]) -> Stage:
        """Wait until NDEx has read the content: sent to accepted."""
        sent, going = _split(steps, State.SENT)
        for _ in self.ndex.pace.looks():
            if not sent:
                break
            summaries = self.ndex.summaries(step.entry.uuid for step in sent)
            looked, sent, accepted = sent, [], []
            for step in looked:
                summary = summaries.get(step.entry.uuid)
                if summary is None:
                    yield step.outcome(Action.FAILED, "Its network has vanished from NDEx. Run again.")
                elif summary.error:
                    self.journal.record([step.at(State.INTENT).entry])
                    yield step.outcome(Action.FAILED, f"NDEx cannot read its network: {summary.error}")
                elif summary.completed:
                    accepted.append(step.at(State.ACCEPTED, modified=summary.modified))
                else:
                    sent.append(step)
            self.journal.record(step.entry for step in accepted)
            going += accepted
        for step in sent:
            yield step.outcome(Action.FAILED, "NDEx is still reading its network. Run again.")
        return going

    def _write(self, steps: list[Step]) -> Stage:
        """Put the UUIDs into the pages: accepted to written."""
        accepted, going = _split(steps, State.ACCEPTED)
        written = []
        for step, error in zip(accepted, self.pool.map(self._write_one, accepted), strict=True):
            if error:
                yield step.outcome(Action.FAILED, f"{error} Its network is on NDEx; run again to write its UUID.")
            else:
                written.append(step.at(State.WRITTEN))
        self.journal.record(step.entry for step in written)
        return going + written

    def _write_one(self, step: Step) -> PageError | None:
        figure, uuid = step.page.figure, step.entry.uuid
        try:
            if figure.ndex != uuid:
                set_ndex(step.page.path, uuid, expected_digest=figure.digest, data=self.options.data)
        except PageError as error:
            return error
        return None

    def _map(self, steps: list[Step]) -> Iterator[Outcome]:
        """Put the UUIDs into the map: written to done."""
        rows = dict(sorted((step.entry.figid, step.entry.uuid) for step in steps))
        try:
            if self.options.map and rows:
                update_map(self.options.map, rows)
                self.mapped |= rows
        except DataError as error:
            yield from (step.outcome(Action.FAILED, f"{error} Run again to go on.") for step in steps)
            return
        self.journal.record(step.at(State.DONE).entry for step in steps)
        yield from (step.outcome() for step in steps)


def _split(steps: list[Step], state: State) -> tuple[list[Step], list[Step]]:
    """Tell the steps that stand in a state from the others."""
    return (
        [step for step in steps if step.entry.state is state],
        [step for step in steps if step.entry.state is not state],
    )
