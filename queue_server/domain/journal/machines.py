"""What happens to printers, slips, kiosks and screens."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.journal.entry import Entry


@dataclass(frozen=True, kw_only=True)
class PrinterChanged(Entry):
    kind = "printer.condition"
    printer: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class SlipChanged(Entry):
    """What became of a slip; the event's name is `slip.` and `state`.

    When it moved, `printer` is where it comes out and `moved_from` where it should have.
    """

    kind = "slip"
    ticket: int | None
    number: str
    printer: str
    state: str
    reason: str | None = None
    moved_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeviceEntry(Entry):
    """Something about one kiosk or screen."""

    device: str


@dataclass(frozen=True, kw_only=True)
class DeviceChanged(DeviceEntry):
    """It was paired, unpaired, or given another place."""

    kind = "device.changed"
    what: str


@dataclass(frozen=True, kw_only=True)
class DeviceHelp(DeviceEntry):
    """Somebody at a kiosk asks for help, or, with `answered`, somebody of the staff has gone there."""

    kind = "device.help"
    answered: bool


@dataclass(frozen=True, kw_only=True)
class DeviceReload(DeviceEntry):
    """Somebody asks it to load its page anew."""

    kind = "device.reload"


@dataclass(frozen=True, kw_only=True)
class DeviceIdentify(DeviceEntry):
    """Somebody asks it to show which device it is."""

    kind = "device.identify"


@dataclass(frozen=True, kw_only=True)
class ScreenTrouble(DeviceEntry):
    """A screen chimed and showed a call that it could not say: `clip` is missing in its voice."""

    kind = "screen.trouble"
    number: str
    clip: str


@dataclass(frozen=True, kw_only=True)
class ScreensChanged(Entry):
    """Screens show or say something else from now on: `what` is `slides`, `voice` or `notice`."""

    kind = "screens.changed"
    what: str
