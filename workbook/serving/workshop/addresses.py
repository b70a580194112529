"""Addresses: this machine's own, and where a name leads."""

import ipaddress
import re
import socket

import psutil

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*")


def own() -> list[str]:
    """Return what others on the network can reach this machine by, IPv4 first.

    Empty when it is on no network, and when the system does not tell.
    """
    try:
        cards = psutil.net_if_addrs().values()
    except OSError:  # a service may be forbidden to ask
        return []
    told = [each.address.split("%")[0] for card in cards for each in card]
    found = {each for text in told if (each := _ip(text)) and _reachable(each)}
    return [str(each) for each in sorted(found, key=lambda each: (each.version, each))]


def leads_to(host: str) -> list[str]:
    """Return the addresses that a name stands for here; empty when there are none."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return []
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def loopback(host: str) -> bool:
    """Tell whether a host is this machine to itself, and nobody to others."""
    address = _ip(host)
    return host == "localhost" if address is None else address.is_loopback


def is_ip(host: str) -> bool:
    """Tell whether a host is a number rather than a name."""
    return _ip(host) is not None


def is_host(host: str) -> bool:
    """Tell whether it can be one: a number, or a name as DNS writes it."""
    return is_ip(host) or bool(_NAME.fullmatch(host))


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return None if "%" in text else ipaddress.ip_address(text)
    except ValueError:
        return None


def _reachable(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return not (address.is_loopback or address.is_link_local)
