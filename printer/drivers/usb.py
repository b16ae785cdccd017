"""USB through pyusb, for printers without a kernel device file (optional extra `usb`)."""

from __future__ import annotations

import contextlib
from typing import Any

from printer.drivers.link import TIMEOUT_S
from printer.faults import PrinterFault

PRINTER_CLASS = 7
MISSING = "USB printing needs the extra packages pyusb and libusb-package; install queue-server[usb]."


class UsbLink:
    """`usb://VID:PID`, both hexadecimal."""

    talks = True

    def __init__(self, vendor: int, product: int) -> None:
        self.vendor = vendor
        self.product = product
        self._device: Any = None
        self._out: Any = None
        self._in: Any = None

    @property
    def _name(self) -> str:
        return f"USB printer {self.vendor:04x}:{self.product:04x}"

    def open(self) -> None:
        """Find the device, take it from the kernel and find its endpoints."""
        if self._device is not None:
            return
        core, util, backend = _pyusb()
        try:
            device = core.find(idVendor=self.vendor, idProduct=self.product, backend=backend)
            if device is None:
                raise PrinterFault(f"{self._name} is not plugged in.")
            self._claim(device, util)
        except core.NoBackendError as error:
            raise PrinterFault(MISSING, permanent=True) from error
        except (core.USBError, NotImplementedError) as error:
            denied = getattr(error, "errno", None) == 13
            raise PrinterFault(f"{self._name} cannot be opened: {error}", permanent=denied) from error

    def _claim(self, device: Any, util: Any) -> None:
        interface = _printer_interface(device)
        number = interface.bInterfaceNumber
        if device.is_kernel_driver_active(number):
            device.detach_kernel_driver(number)
        util.claim_interface(device, number)
        ends = {util.endpoint_direction(end.bEndpointAddress): end for end in interface}
        self._out, self._in = ends.get(util.ENDPOINT_OUT), ends.get(util.ENDPOINT_IN)
        if self._out is None:
            raise PrinterFault(f"{self._name} has no way to take data.", permanent=True)
        self.talks = self._in is not None
        self._device = device

    def write(self, data: bytes) -> None:
        """Send all of `data` within the time-out."""
        self._tried("took no more data", lambda: self._out.write(data, int(TIMEOUT_S * 1000)))

    def read(self, wait_s: float) -> bytes:
        """Some bytes, or none after `wait_s`."""
        core, _, _ = _pyusb()
        try:
            return bytes(self._in.read(self._in.wMaxPacketSize, max(1, int(wait_s * 1000))))
        except core.USBTimeoutError:
            return b""
        except (core.USBError, AttributeError) as error:
            raise PrinterFault(f"{self._name} broke off: {error}") from error

    def _tried(self, what: str, action: Any) -> None:
        core, _, _ = _pyusb()
        try:
            action()
        except (core.USBError, AttributeError) as error:
            raise PrinterFault(f"{self._name} {what}: {error}") from error

    def close(self) -> None:
        """Give the device back."""
        device, self._device, self._out, self._in = self._device, None, None, None
        if device is not None:
            _, util, _ = _pyusb()
            with contextlib.suppress(Exception):
                util.dispose_resources(device)


def _printer_interface(device: Any) -> Any:
    interfaces = [interface for configuration in device for interface in configuration]
    printing = (i for i in interfaces if i.bInterfaceClass == PRINTER_CLASS)
    return next(printing, interfaces[0])


def _pyusb() -> tuple[Any, Any, Any]:
    try:
        import libusb_package
        import usb.core
        import usb.util
    except ImportError as error:
        raise PrinterFault(MISSING, permanent=True) from error
    return usb.core, usb.util, libusb_package.get_libusb1_backend()
