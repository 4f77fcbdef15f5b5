#!/usr/bin/env python3
"""Networks in real Linux namespaces: what the kernel lets through. Needs root.

Reads one batch a line on standard input, `{"networks": [TOPOLOGY, ...], "timeout": 0.6, "rounds": 2}`, builds all of its
networks at once, asks all probes at once, tears everything down and prints one line:
`{"networks": [{"answers": [ANSWER, ...]} | {"error": "..."}, ...], "seconds": {...}}`. It ends with its input. The shape of
a topology and of an answer stands in test/kernel/topology.ts.

Layer 2: a VLAN-aware switch is an Open vSwitch bridge (userspace datapath, real 802.1Q tags on the wire), a plain one a
bridge of the kernel, a filter in the line a bridge of the kernel in a namespace of its own whose frames pass nftables.
Layer 3: one namespace for every machine, router and internet; addresses, routes and rules are given to `ip` and `nft` as
they stand in the topology. All traffic stays in these namespaces; nothing of the machine is changed except the
thresholds of the neighbour tables, which are one for all namespaces: they are raised while a batch runs and restored.
"""
import atexit
import concurrent.futures
import ctypes
import errno
import json
import os
import random
import resource
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

PREFIX = f"lk{os.getpid()}"
LIBC = ctypes.CDLL(None, use_errno=True)
ROOT = os.open("/proc/self/ns/net", os.O_RDONLY)
CLONE_NEWNET = 0x40000000
SWITCHES = "switches"
NEIGHBOUR_LIMITS = [f"/proc/sys/net/{family}/neigh/default/gc_thresh{level}" for family in ("ipv4", "ipv6") for level in (1, 2, 3)]

# Set in every namespace before it has devices. A machine answers for an address on the wire that it stands on (RFC 1122,
# strong end system), takes no hints from others about routes, and limits no errors.
SYSCTLS = {
    "net.ipv4.conf.all.rp_filter": 0, "net.ipv4.conf.default.rp_filter": 0,
    "net.ipv4.conf.all.arp_ignore": 1, "net.ipv4.conf.all.arp_announce": 2,
    "net.ipv4.conf.all.send_redirects": 0, "net.ipv4.conf.default.send_redirects": 0,
    "net.ipv4.conf.all.accept_redirects": 0, "net.ipv4.conf.default.accept_redirects": 0,
    "net.ipv6.conf.all.accept_redirects": 0, "net.ipv6.conf.default.accept_redirects": 0,
    "net.ipv6.conf.all.accept_ra": 0, "net.ipv6.conf.default.accept_ra": 0,
    "net.ipv6.conf.all.accept_dad": 0, "net.ipv6.conf.default.accept_dad": 0, "net.ipv6.conf.default.dad_transmits": 0,
    "net.ipv4.icmp_ratelimit": 0, "net.ipv4.icmp_msgs_per_sec": 100000, "net.ipv6.icmp.ratelimit": 0,
    "net.ipv4.ip_local_port_range": "50000 59999", "net.ipv4.ping_group_range": "0 2147483647",
    "net.ipv4.fib_multipath_hash_policy": 0, "net.ipv6.fib_multipath_hash_policy": 0,
    # A label of chance would put what is sent again on another of equal ways.
    "net.ipv6.auto_flowlabels": 0,
    "net.ipv4.neigh.default.unres_qlen": 1000, "net.ipv6.neigh.default.unres_qlen": 1000,
    "net.bridge.bridge-nf-call-iptables": 0, "net.bridge.bridge-nf-call-ip6tables": 0, "net.bridge.bridge-nf-call-arptables": 0,
}


class Failure(Exception):
    """A command of the system refused what a topology asks for."""


def run(command, text=None):
    done = subprocess.run(command, input=text, text=True, capture_output=True)
    if done.returncode:
        raise Failure(f"{' '.join(command)}: {done.stderr.strip()}\n{text or ''}")
    return done.stdout


def sysctl(key, value):
    try:
        with open("/proc/sys/" + key.replace(".", "/"), "w") as file:
            file.write(str(value))
    except FileNotFoundError:
        pass


class Inside:
    """Sockets, children and sysctls made within belong to that namespace."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        descriptor = os.open(f"/run/netns/{self.name}", os.O_RDONLY)
        try:
            if LIBC.setns(descriptor, CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
        finally:
            os.close(descriptor)

    def __exit__(self, *_):
        LIBC.setns(ROOT, CLONE_NEWNET)


class OpenVirtualSwitch:
    """One pair of daemons for the life of this process, in a namespace of its own; bridges come and go with the batches."""

    def __init__(self, namespace):
        self.namespace, self.folder, self.bridges = namespace, None, []

    def start(self):
        if self.folder:
            return
        self.folder = tempfile.mkdtemp(prefix="lintel-ovs-")
        # Whoever starts this may shorten its own life: the daemons' own watcher is this process.
        os.environ.update(OVS_RUNDIR=self.folder, OVS_LOGDIR=self.folder)
        run(["ovsdb-tool", "create", f"{self.folder}/conf.db", "/usr/share/openvswitch/vswitch.ovsschema"])
        quiet = ["--detach", "--no-chdir", "-vconsole:off", "-vsyslog:off", "-vfile:off"]
        with Inside(self.namespace):
            run(["ovsdb-server", f"{self.folder}/conf.db", f"--remote=punix:{self.folder}/db.sock", f"--pidfile={self.folder}/db.pid", *quiet])
            self.control("--no-wait", "init")
            run(["ovs-vswitchd", f"unix:{self.folder}/db.sock", f"--pidfile={self.folder}/vswitchd.pid", *quiet])

    def control(self, *words):
        return run(["ovs-vsctl", "--timeout=30", f"--db=unix:{self.folder}/db.sock", *words])

    def build(self, bridges):
        """bridges: name -> [(device, port)]"""
        if not bridges:
            return
        self.start()
        words = []
        for name, ports in bridges.items():
            words += ["--", "add-br", name, "--", "set", "bridge", name, "datapath_type=netdev", "other_config:mac-table-size=4096"]
            for device, port in ports:
                words += ["--", "add-port", name, device]
                if "access" in port:
                    words.append(f"tag={port['access']}")
                    continue
                # A port that carries nothing still must not carry everything, which an empty list would mean.
                words.append("trunks=[" + ",".join(map(str, port.get("trunk") or [4095])) + "]")
                if "native" in port:
                    words += [f"tag={port['native']}", "vlan_mode=native-untagged"]
                else:
                    words.append("vlan_mode=trunk")
        self.bridges = list(bridges)
        with Inside(self.namespace):
            self.control(*words[1:])

    def clear(self):
        if self.bridges:
            with Inside(self.namespace):
                self.control(*[word for name in self.bridges for word in ("--", "--if-exists", "del-br", name)][1:])
        self.bridges = []

    def stop(self):
        if not self.folder:
            return
        for name in ("vswitchd.pid", "db.pid"):
            try:
                with open(f"{self.folder}/{name}") as file:
                    pid = int(file.read())
                os.kill(pid, signal.SIGTERM)
            except (OSError, ValueError):
                continue
            for _ in range(100):
                if not os.path.exists(f"{self.folder}/{name}"):
                    break
                time.sleep(0.02)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = None


class Batch:
    # Namespaces go away in the background: names of devices in that of the switches are not used twice.
    serial = 0

    def __init__(self, networks, ovs, pool):
        self.networks, self.ovs, self.pool = networks, ovs, pool
        self.errors = {}
        self.spaces = []
        self.server = None

    def space(self, network, node):
        return f"{PREFIX}-{network}-{node}"

    # ------------------------------------------------------------------------------------------------------- building

    def build(self):
        nodes = [(index, name, node) for index, each in enumerate(self.networks) for name, node in each["nodes"].items()]
        lines = [(index, name, line) for index, each in enumerate(self.networks) for name, line in each.get("lines", {}).items()]
        self.spaces = [self.space(index, name) for index, name, _ in nodes + lines]
        run(["ip", "-batch", "-"], "".join(f"netns add {name}\n" for name in self.spaces))
        for index, _, node in nodes:
            with Inside(self.space(index, _)):
                for key, value in SYSCTLS.items():
                    sysctl(key, value)
                if node.get("forward"):
                    sysctl("net.ipv4.ip_forward", 1)
                    sysctl("net.ipv6.conf.all.forwarding", 1)
                    sysctl("net.ipv6.conf.default.forwarding", 1)
                for key, value in node.get("sysctls", {}).items():
                    sysctl(key, value)
        for index, name, _ in lines:
            with Inside(self.space(index, name)):
                for key in ("iptables", "ip6tables"):
                    sysctl(f"net.bridge.bridge-nf-call-{key}", 1)
                sysctl("net.bridge.bridge-nf-call-arptables", 0)
                sysctl("net.bridge.bridge-nf-filter-vlan-tagged", 1)
                sysctl("net.ipv6.conf.default.disable_ipv6", 1)
        self.cable()
        jobs = [self.pool.submit(self.configure, *each) for each in nodes] + [self.pool.submit(self.join, *each) for each in lines]
        for job in jobs:
            job.result()

    def cable(self):
        """Every cable is a pair of virtual devices, each end in its machine's namespace or in that of the switches."""
        commands, attach, ovs, plain = [], [], {}, {}
        for index, network in enumerate(self.networks):
            for name, switch in network.get("switches", {}).items():
                Batch.serial += 1
                (plain if switch["kind"] == "plain" else ovs)[index, name] = f"b{Batch.serial}"
        ports = {name: [] for name in ovs.values()}
        for index, network in enumerate(self.networks):
            for cable in network["cables"]:
                words = []
                for side in ("a", "b"):
                    end = cable[side]
                    if "node" in end:
                        device, space = end["dev"], self.space(index, end["node"])
                    else:
                        Batch.serial += 1
                        device, space = f"p{Batch.serial}", f"{PREFIX}-{SWITCHES}"
                        if (index, end["switch"]) in plain:
                            attach.append(f"link set dev {device} master {plain[index, end['switch']]} up")
                        else:
                            ports[ovs[index, end["switch"]]].append((device, end.get("port", {})))
                            attach.append(f"link set dev {device} up")
                    address = f" address {end['mac']}" if "mac" in end else ""
                    words.append(f"name {device}{address} netns {space}")
                commands.append(f"link add {words[0]} type veth peer {words[1]}")
        run(["ip", "-batch", "-"], "".join(f"{each}\n" for each in commands))
        bridges = [f"link add name {name} type bridge mcast_snooping 0\nlink set dev {name} up" for name in plain.values()]
        run(["ip", "-n", f"{PREFIX}-{SWITCHES}", "-batch", "-"], "".join(f"{each}\n" for each in bridges + attach))
        self.plain = list(plain.values())
        self.ovs.build(ports)

    def join(self, index, name, line):
        space = self.space(index, name)
        commands = ["link add name br0 type bridge mcast_snooping 0", "link set dev br0 up"]
        commands += [f"link set dev {device} master br0 up" for device in line["devs"]]
        self.configured(index, ["ip", "-n", space, "-batch", "-"], "\n".join(commands) + "\n")
        if line.get("nft"):
            self.configured(index, ["ip", "netns", "exec", space, "nft", "-f", "-"], line["nft"])

    def configure(self, index, name, node):
        space = self.space(index, name)
        commands = ["link set dev lo up"]
        for bridge in node.get("bridges", []):
            commands += [f"link add name {bridge['dev']} address {bridge['mac']} type bridge mcast_snooping 0", *(f"link set dev {port} master {bridge['dev']} up" for port in bridge["ports"])]
        commands += node.get("links", [])
        commands += [f"link set dev {device} up" for device in node["devs"]]
        self.configured(index, ["ip", "-n", space, "-batch", "-"], "\n".join(commands) + "\n")
        # Checksums left to a device that is none do not survive a switch in userspace.
        for device in node.get("offload", []):
            subprocess.run(["ip", "netns", "exec", space, "ethtool", "-K", device, "tx", "off"], capture_output=True)
        for family in ("4", "6"):
            lines = node.get(f"ip{family}", [])
            if lines:
                self.configured(index, ["ip", f"-{family}", "-n", space, "-batch", "-"], "\n".join(lines) + "\n")
        if node.get("nft"):
            self.configured(index, ["ip", "netns", "exec", space, "nft", "-f", "-"], node["nft"])

    def configured(self, index, command, text):
        try:
            run(command, text)
        except Failure as failure:
            self.errors.setdefault(index, str(failure))

    # -------------------------------------------------------------------------------------------------------- servers

    def listen(self):
        """One child answers on every port asked for, with the name of its node and the address that it saw."""
        sockets = {}
        for index, network in enumerate(self.networks):
            for name, node in network["nodes"].items():
                with Inside(self.space(index, name)):
                    for port in node.get("listen", []):
                        protocol, number = port.split("/")
                        made = socket.socket(socket.AF_INET6, socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM)
                        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                        made.setsockopt(socket.IPPROTO_IPV6, 75, 1)  # IPV6_TRANSPARENT
                        made.setsockopt(socket.IPPROTO_IP, 19, 1)  # IP_TRANSPARENT
                        if protocol == "udp":
                            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
                        made.bind(("::", int(number)))
                        made.setblocking(False)
                        if protocol == "tcp":
                            made.listen(512)
                        sockets[made.fileno()] = (made, name, protocol)
        parent = os.getpid()
        self.server = os.fork()
        if self.server:
            for made, _, _ in sockets.values():
                made.close()
            return
        try:
            serve(sockets, parent)
        finally:
            os._exit(0)

    # --------------------------------------------------------------------------------------------------------- probes

    def ask(self, timeout, rounds):
        probes = [(index, probe, {}) for index, each in enumerate(self.networks) if index not in self.errors for probe in each["probes"]]
        pending = probes
        for attempt in range(rounds + max((each.get("chances", 0) for each in self.networks), default=0)):
            if attempt >= rounds:
                # Where the kernel chooses by a hash, another seed chooses otherwise.
                pending = [each for each in pending if self.networks[each[0]].get("chances", 0) > attempt - rounds]
                self.reseed({each[0] for each in pending})
            if not pending:
                break
            self.ask_once(pending, timeout * (1.5 if attempt == 1 else 1))
            pending = [each for each in pending if each[2].get("how") != "open"]
        self.ask_of_all_ways(probes, timeout)
        answers = [[] for _ in self.networks]
        for index, _, answer in probes:
            answers[index].append(answer)
        return answers

    def ask_of_all_ways(self, probes, timeout):
        """Of what was answered by one of several equal ways: whether others do not lead there. One seed chooses the same way again."""
        asked = [(index, probe, answer) for index, probe, answer in probes if self.networks[index].get("chances") and answer.get("how") == "open"]
        for _, _, answer in asked:
            answer["partly"] = False
        for attempt in range(max((self.networks[index]["chances"] for index, _, _ in asked), default=0)):
            asked = [each for each in asked if self.networks[each[0]]["chances"] > attempt and not each[2]["partly"]]
            self.reseed({each[0] for each in asked})
            failed = [(each, (each[0], each[1], {})) for each in asked]
            for patience in (1, 2):
                self.ask_once([again for _, again in failed], timeout * patience)
                failed = [(each, again) for each, again in failed if again[2].get("how") != "open"]
            for each, _ in failed:
                each[2]["partly"] = True

    def reseed(self, indices):
        for index in indices:
            for name, node in self.networks[index]["nodes"].items():
                if node.get("chooses"):
                    with Inside(self.space(index, name)):
                        sysctl("net.ipv4.fib_multipath_hash_seed", random.randrange(1, 2**31))

    def ask_once(self, probes, timeout):
        waiting, queue, poll, ends = {}, list(reversed(probes)), select.epoll(), []
        def finish(number, **words):
            made, answer, _ = waiting.pop(number)
            poll.unregister(number)
            made.close()
            answer.clear()
            answer.update(words)
        oldest = 0
        while queue or waiting:
            while queue and len(waiting) < 1500:
                index, probe, answer = queue.pop()
                ends.append((time.monotonic() + timeout, self.dial(index, probe, answer, waiting, poll), answer))
            for number, _ in poll.poll(0.02):
                if number not in waiting:
                    continue
                made = waiting[number][0]
                try:
                    data, peer = made.recvfrom(300)
                except BlockingIOError:
                    fault = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if fault:
                        finish(number, how=name_of(fault))
                    continue
                except OSError as fault:
                    finish(number, how=name_of(fault.errno))
                    continue
                if made.proto in (socket.IPPROTO_ICMP, socket.IPPROTO_ICMPV6):
                    # An echo from somebody else is no answer, though the socket takes it.
                    if peer[0] == waiting[number][2]:
                        finish(number, how="open")
                    continue
                words = data.decode(errors="replace").split()
                if len(words) == 2:
                    finish(number, how="open", by=words[0], seen=words[1])
                else:
                    finish(number, how="closed")
            now = time.monotonic()
            while oldest < len(ends) and ends[oldest][0] < now:
                _, number, answer = ends[oldest]
                oldest += 1
                if number in waiting and waiting[number][1] is answer:
                    finish(number, how="timeout")
        poll.close()

    def dial(self, index, probe, answer, waiting, poll):
        family = socket.AF_INET6 if ":" in probe["to"] else socket.AF_INET
        protocol = probe["protocol"]
        kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
        number = 0 if protocol != "icmp" else socket.IPPROTO_ICMPV6 if family == socket.AF_INET6 else socket.IPPROTO_ICMP
        with Inside(self.space(index, probe["from"])):
            made = socket.socket(family, kind, number)
        made.setblocking(False)
        try:
            if probe.get("source"):
                if family == socket.AF_INET6:
                    made.setsockopt(socket.IPPROTO_IPV6, 75, 1)
                else:
                    made.setsockopt(socket.IPPROTO_IP, 19, 1)
                made.bind((probe["source"], 0))
            fault = made.connect_ex((probe["to"], probe.get("port") or 1))
            if fault not in (0, errno.EINPROGRESS):
                raise OSError(fault, "connect")
            waiting[made.fileno()] = (made, answer, probe["to"])
            poll.register(made.fileno(), select.EPOLLIN | select.EPOLLERR | select.EPOLLHUP)
            if protocol == "udp":
                made.send(b"?")
            elif protocol == "icmp":
                made.send(struct.pack("!BBHHH", 128 if family == socket.AF_INET6 else 8, 0, 0, 0, 1) + b"lintel")
        except OSError as fault:
            waiting.pop(made.fileno(), None)
            made.close()
            answer.clear()
            answer.update(how=name_of(fault.errno))
            return None
        return made.fileno()

    # ------------------------------------------------------------------------------------------------------------- end

    def clear(self):
        if self.server:
            os.kill(self.server, signal.SIGKILL)
            os.waitpid(self.server, 0)
            self.server = None
        self.ovs.clear()
        remove_spaces(self.spaces)
        if getattr(self, "plain", None):
            subprocess.run(["ip", "-n", f"{PREFIX}-{SWITCHES}", "-force", "-batch", "-"], input="".join(f"link del dev {name}\n" for name in self.plain), text=True, capture_output=True)


def name_of(fault):
    return {errno.ECONNREFUSED: "refused", errno.ETIMEDOUT: "timeout"}.get(fault, errno.errorcode.get(fault, str(fault)).lower())


def serve(sockets, parent):
    poll = select.epoll()
    for number in sockets:
        poll.register(number, select.EPOLLIN)
    while os.getppid() == parent:
        for number, _ in poll.poll(1):
            made, name, protocol = sockets[number]
            try:
                if protocol == "tcp":
                    connection, peer = made.accept()
                    connection.send(f"{name} {plain_address(peer[0])}".encode())
                    connection.close()
                else:
                    _, ancillary, _, peer = made.recvmsg(100, 200)
                    # The answer comes from the address that was asked, whatever the way back would choose.
                    info = [(level, kind, data[:16] + struct.pack("I", 0)) for level, kind, data in ancillary if level == socket.IPPROTO_IPV6]
                    made.sendmsg([f"{name} {plain_address(peer[0])}".encode()], info, 0, peer)
            except OSError:
                pass


def plain_address(text):
    return text[7:] if text.startswith("::ffff:") else text


def remove_spaces(names):
    there = set(os.listdir("/run/netns")) if os.path.isdir("/run/netns") else set()
    subprocess.run(["ip", "-force", "-batch", "-"], input="".join(f"netns del {name}\n" for name in names if name in there), text=True, capture_output=True)


def raise_limits():
    known = {}
    for path in NEIGHBOUR_LIMITS:
        try:
            with open(path) as file:
                known[path] = file.read().strip()
            with open(path, "w") as file:
                file.write("65536")
        except OSError:
            pass
    return known


def restore_limits(known):
    for path, value in known.items():
        with open(path, "w") as file:
            file.write(value)


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(1))
    me = os.getpid()
    switches = f"{PREFIX}-{SWITCHES}"
    run(["ip", "netns", "add", switches])
    with Inside(switches):
        for key in ("iptables", "ip6tables", "arptables"):
            sysctl(f"net.bridge.bridge-nf-call-{key}", 0)
        sysctl("net.ipv6.conf.all.disable_ipv6", 1)
        sysctl("net.ipv6.conf.default.disable_ipv6", 1)
    ovs = OpenVirtualSwitch(switches)
    limits = raise_limits()

    def end():
        if os.getpid() != me:
            return
        ovs.stop()
        remove_spaces([name for name in os.listdir("/run/netns") if name.startswith(PREFIX + "-")])
        restore_limits(limits)
    atexit.register(end)
    pool = concurrent.futures.ThreadPoolExecutor(4)
    for line in sys.stdin:
        order = json.loads(line)
        batch = Batch(order["networks"], ovs, pool)
        times = [time.monotonic()]
        try:
            batch.build()
            times.append(time.monotonic())
            batch.listen()
            answers = batch.ask(order.get("timeout", 0.6), order.get("rounds", 2))
            times.append(time.monotonic())
            result = {"networks": [{"error": batch.errors[index]} if index in batch.errors else {"answers": each} for index, each in enumerate(answers)]}
        except Failure as failure:
            result = {"error": str(failure)}
        finally:
            batch.clear()
        times.append(time.monotonic())
        result["seconds"] = [round(b - a, 3) for a, b in zip(times, times[1:])]
        print(json.dumps(result, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
