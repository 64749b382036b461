#!/usr/bin/env python3
"""Counts the figures of a published log again, with nothing but Python's own library, docs/leaf-format.md and docs/recount.md.

    python3 verify/recount.py FOLDER-OR-ADDRESS [VKEY]

Checks signature, tree, the numbering of cases and entries, and every published figure. Ends with 0 when all is sound and equal, else with 1. It shares no line with the program that wrote the log."""
import base64, hashlib, json, os, sys, urllib.request
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
DAY_ZERO, DIGITS = date(2000, 1, 1), "零一二三四五六七八九"
TIMES = {"decimals": 0, "scale": "one", "qualifier": "exact", "step": 1, "rounding": "half-up", "numerals": "arabic", "unit": "人次"}   # Until people are counted.
class Broken(Exception): """Something was changed, is missing or cannot be read."""

# Ed25519 (RFC 8032, section 5.1): only what checks a signature. Points are (X, Y, Z, T).
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(n, point):
    result = (0, 1, 1, 0)
    while n > 0: result, point, n = add(result, point) if n & 1 else result, add(point, point), n >> 1
    return result
def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if x * x % P == xx else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != xx or (x == 0 and sign): raise Broken("the key or the signature is no point of the curve")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P
BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
def signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    a, b = times(s, BASE), add(point_of(signature[:32]), times(h, point_of(key)))
    return len(signature) == 64 and s < L and (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0

# The log: files, checkpoint, bundles, tree.
def read(place, name):
    served = place.startswith(("http://", "https://"))
    with urllib.request.urlopen(f"{place.rstrip('/')}/{name}") if served else open(os.path.join(place, name), "rb") as file:
        return file.read()
def open_checkpoint(note, vkey):
    name, key_id, key = vkey.strip().split("+", 2)
    key = base64.b64decode(key)
    if key[:1] != b"\x01" or len(key) != 33 or hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] != key_id: raise Broken("the key is no vkey of an Ed25519 key")
    text, _, lines = note.partition("\n\n")
    for signer, data in ((line.split(" ")[1], base64.b64decode(line.split(" ")[2])) for line in lines.splitlines()):
        if signer == name and data[:4].hex() == key_id and signed(key[1:], (text + "\n").encode(), data[4:]):
            origin, size, root = text.split("\n")[:3]
            return origin, int(size), base64.b64decode(root)
    raise Broken(f"the checkpoint has no signature of key {name}+{key_id}")
def bundle(index, width):
    digits = str(index).zfill((len(str(index)) + 2) // 3 * 3)
    path = "/".join("x" * (at + 3 < len(digits)) + digits[at:at + 3] for at in range(0, len(digits), 3))
    return f"tile/entries/{path}" + f".p/{width}" * (width < 256)
def leaves(place, size, root):
    """Every leaf in order; at the end the root over all of them must be the signed one."""
    stack = []
    for first in range(0, size, 256):
        width = min(256, size - first)
        data, at = read(place, bundle(first // 256, width)), 0
        for index in range(first, first + width):
            end = at + 2 + int.from_bytes(data[at:at + 2], "big")
            if end > len(data): raise Broken(f"the bundle of leaf {index} is cut")
            leaf, at, order = data[at + 2:end], end, index
            node = hashlib.sha256(b"\0" + leaf).digest()
            while order & 1: node, order = hashlib.sha256(b"\1" + stack.pop() + node).digest(), order >> 1
            stack.append(node)
            yield index, leaf
        if at != len(data): raise Broken(f"bytes follow leaf {first + width - 1}")
    node = stack.pop()   # A log has its genesis at least.
    while stack: node = hashlib.sha256(b"\1" + stack.pop() + node).digest()
    if node != root: raise Broken("the leaves do not lead to the signed root: one was changed, left out or put in between")

# Leaves, docs/leaf-format.md.
class Reader:
    def __init__(self, leaf): self.leaf, self.at = leaf, 1
    def byte(self):
        self.at += 1
        return self.leaf[self.at - 1]
    def take(self, count):
        self.at += count
        return self.leaf[self.at - count:self.at]
    def number(self):
        value = shift = 0
        while (byte := self.byte()) > 127: value, shift = value | (byte & 127) << shift, shift + 7
        if byte == 0 and shift: raise Broken("a number is longer than it needs to be")
        return value | byte << shift
    def signed(self): return ((value := self.number()) >> 1) ^ -(value & 1)
    def id(self): return self.take(self.byte()).decode("ascii")
    def ids(self): return [self.id() for _ in range(self.number())]
class Case:
    entries, opened, closed, outcome = 0, None, None, None
    def __init__(self): self.facts, self.verdicts, self.findings, self.firsts, self.each = {}, {}, set(), {}, []

class Log:
    """What the leaves say, case by case: registers by procedure, organ and year, with cases by ordinal."""
    def __init__(self, origin, selections):
        self.origin, self.editions, self.procedures, self.organs, self.registers, self.closings = origin, [], [], [], {}, {}
        self.gaps, self.decimals, self.sets, self.corrected, self.erased, self.publications, self.tokens = [], {}, {}, {}, set(), [], {}
        for s in selections:   # By procedure the sets of acts whose first day is asked for.
            sets = [s["on"].get("first")] + [c.get("done", c.get("notDone")) for c in s["when"]]
            self.sets.setdefault(s["procedure"], set()).update(tuple(acts) for acts in sets if acts)
    def take(self, index, leaf):
        # Calendars and the days they move count nothing.
        kinds = self.genesis, self.act, self.edition, self.organ, self.closing, self.publication, *[lambda *_: None] * 2, self.erasure, self.people
        if leaf[0] >> 4 != 1 or leaf[0] & 15 >= len(kinds): raise Broken(f"leaf {index} begins with {leaf[0]:#x}, which is not known")
        return kinds[leaf[0] & 15](index, Reader(leaf))
    def genesis(self, index, r):
        if index != 0 or (r.byte(), r.signed(), r.id())[2] != self.origin: raise Broken("the first leaf is not the genesis of the log that the checkpoint names")
    def organ(self, index, r):
        number, organ = r.number(), (r.id(), ("national", "province", "city", "county", "township")[r.byte()])
        if [organ[0]] != ([o[0] for o in self.organs] + [organ[0]])[number:number + 1]: raise Broken(f"leaf {index} declares organ {number} out of line")
        self.organs[number:number + 1] = [organ]
    def edition(self, index, r):
        number, of, name, _ = r.number(), r.number(), r.id(), r.byte()
        procedure, words = name.split("@")[0], [r.ids() for _ in range(5)]
        self.procedures += [procedure] * (of == len(self.procedures))
        if number != len(self.editions) or self.procedures[of] != procedure: raise Broken(f"leaf {index} declares edition {number} out of line")
        named = ((r.id(), r.byte()) for _ in range(r.number()))
        facts = [(fact, kind & 15, kind >> 4, r.ids() if kind & 15 == 1 else None) for fact, kind in named]
        for fact, _, decimals, _ in facts: self.decimals.setdefault((procedure, fact), decimals)
        acts, outcomes, limits, findings, _ = words
        self.editions.append((procedure, acts, [*outcomes, "ended-with-parent", "merged"], limits, findings, facts))
    def closing(self, index, r):
        register = self.procedures[r.number()], r.number(), 2000 + r.number()
        self.closings[register] = r.number()
    def erasure(self, index, r):
        self.erased.add(((self.procedures[r.number()], r.number(), 2000 + r.number()), r.number()))
    def people(self, index, r):
        """Tokens ascend strictly, in this leaf and behind those before: none is there twice."""
        publication, figure, before, unidentified = r.number(), r.id(), r.number(), r.number()
        count, last, told = self.tokens.get(figure, (0, b"", unidentified))
        tokens = [r.take(16) for _ in range(r.number())]
        if publication != len(self.publications) or (before, unidentified) != (count, told) or not all(a < b for a, b in zip([last, *tokens], tokens)) or r.at != len(r.leaf):
            raise Broken(f"leaf {index}: the tokens of '{figure}' do not ascend, or are not those of the next publication")
        self.tokens[figure] = count + len(tokens), (tokens or [b""])[-1], unidentified
    def publication(self, index, r):
        def value():
            kind = r.byte()
            return None if kind == 0 else (r.signed(), r.signed()) if kind == 2 else Fraction(r.signed(), 10 ** (kind >> 4))
        number, _, first = r.number(), r.id(), r.signed()
        last, size, _, _, _, _, digest, corrects = first + r.signed(), r.signed(), r.signed(), r.number(), r.number(), r.number(), r.take(32), r.number()
        corrects and r.id()
        values = {r.id(): (value(), corrects and value())[0] for _ in range(r.number())}
        if r.at != len(r.leaf) or number != len(self.publications) or any(values.get(figure) != count for figure, (count, _, _) in self.tokens.items()):
            raise Broken(f"leaf {index}: publication {number} is out of line, or states other numbers of people than it has tokens")
        self.tokens, people = {}, self.tokens
        self.publications.append((first, last, size, digest, values, people))
    def people_of(self, definition, first, last):
        """How many people were published for these days; None where the definition asks for none, or none were."""
        stated = [p[4][definition["id"]] for p in self.publications if p[:2] == (first, last) and definition["id"] in p[5]]
        return stated[-1] if stated and "persons" in definition else None
    def act(self, index, r):
        entry, parts = r.byte(), r.byte()
        procedure, acts, outcomes, limits, findings, facts = self.editions[r.number()]
        register, ordinal, number = (procedure, r.number(), 2000 + r.number()), r.number(), r.number()
        subject, day, _ = r.number(), r.signed(), parts & 4 and r.signed()
        case = self.registers.setdefault(register, {}).setdefault(ordinal, Case())
        if number != case.entries + 1 or (register, ordinal) in self.erased: self.gaps.append(f"{register}: in case {ordinal} entry {number} (leaf {index}) does not follow")
        case.entries = number
        parts & 8 and r.number()
        outcome = outcomes[r.number()] if parts & 16 else None
        verdicts = [(limits[mark >> 3], mark & 7) for mark in (r.number() for _ in range(parts & 32 and r.byte()))]
        found = [findings[r.number()] for _ in range(parts & 64 and r.byte())]
        stated = (facts[r.number()] for _ in range(parts & 128 and r.byte()))
        given = [(fact[0], self.value(procedure, fact, r.signed())) for fact in stated]
        if r.at + 32 != len(r.leaf): raise Broken(f"leaf {index} does not end with its commitment")
        said = number, entry, acts[subject] if entry == 0 else subject, day, parts & 2, outcome, verdicts, found, given
        if entry in (4, 5): self.corrected.setdefault((register, ordinal), [])
        else: self.count(case, procedure, said)
        return register, ordinal, said
    def count(self, case, procedure, said):
        number, entry, subject, day, reopens, outcome, verdicts, found, given = said
        case.opened = day if number == 1 and entry != 7 else case.opened
        case.closed, case.outcome = (None, None) if reopens else (case.closed, case.outcome)
        case.closed, case.outcome = (day, outcome) if outcome is not None else (case.closed, case.outcome)
        for known, told in ((case.verdicts, verdicts), (case.findings, found), (case.facts, given)): known.update(told)
        if entry == 0:
            for one in self.sets.get(procedure, ()):
                if subject in one: case.firsts.setdefault(one, day)
            case.each.append((subject, day, dict(case.facts)))
    def again(self, leaves):
        """Counts the cases with corrections anew: what is struck out falls, what is put right has the day, findings and facts of the leaf that did so."""
        second = Log(self.origin, ())
        for index, leaf in leaves:
            second.corrected = {}
            said = second.take(index, leaf)
            if said and said[:2] in self.corrected: self.corrected[said[:2]].append(said[2])
        for (register, ordinal), entries in self.corrected.items():
            case = self.registers[register][ordinal] = Case()
            case.entries, struck, right = entries[-1][0], {one[2] for one in entries if one[1] == 5}, {one[2]: one for one in entries if one[1] == 4}
            for one in (one for one in entries if one[0] not in struck):
                if one[1] in (4, 5): case.verdicts.update(one[6])
                elif one[0] in right:
                    now = right[one[0]]
                    self.count(case, register[0], (*one[:3], now[3], *one[4:7], now[7], now[8]))
                else: self.count(case, register[0], one)
    def value(self, procedure, fact, value):
        name, kind, decimals, codes = fact
        if kind in (0, 1, 5): return codes[value] if kind == 1 else str(DAY_ZERO + timedelta(value)) if kind else ("false", "true")[value]
        # An edition that states a number more finely than the first one did is rounded to the first one's decimals.
        return Decimal(value).scaleb(-decimals).quantize(Decimal(1).scaleb(-self.decimals[procedure, name]), ROUND_HALF_UP)
    def all_gaps(self):
        for register in self.registers | self.closings:
            last = max(cases := self.registers.get(register, {}), default=0)
            self.gaps += [f"{register}: case {n} is missing" for n in range(1, last + 1) if n not in cases or cases[n].opened is None]
            if self.closings.get(register, last) != last: self.gaps.append(f"{register}: its closing entry states {self.closings[register]}, the log holds {last}")
        return self.gaps

# Figures, docs/recount.md.
def holds(c, case, facts, first, last):
    value = facts.get(c.get("fact"))
    if "in" in c: return value is not None and any(value == (v if isinstance(value, str) else Decimal(v)) for v in c["in"])
    if "fact" in c: return value is not None and (c["atLeast"] is None or value >= c["atLeast"]) and (c["atMost"] is None or value <= c["atMost"])
    if "done" in c or "notDone" in c: return (case.firsts.get(tuple(c.get("done", c.get("notDone"))), last + 1) <= last) == ("done" in c)
    if "closedBy" in c: return case.closed is not None and case.closed <= last and (not c["closedBy"] or case.outcome in c["closedBy"])
    if "limit" in c: return case.verdicts.get(c["limit"]) in {"met": (0, 4), "late": (1, 3), "ended": (2,)}[c["is"]]
    if "finding" in c: return (c["finding"] in case.findings) == c["present"]
    return c["openedInPeriod"] and case.opened is not None and first <= case.opened <= last
def units(log, s, first, last):
    """The facts of each unit that counts; None when no register was kept."""
    registers = [cases for (procedure, organ, _), cases in log.registers.items() if procedure == s["procedure"]
                 and s["level"] in (None, log.organs[organ][1]) and (not s["organs"] or log.organs[organ][0] in s["organs"])]
    found, on = [], s["on"]
    for case in (case for cases in registers for case in cases.values()):
        days = [(day, facts) for act, day, facts in case.each if act in on.get("each", ())]
        if "first" in on: days = [(case.firsts.get(tuple(on["first"])), case.facts)]
        elif "closed" in on: days = [(case.closed, case.facts)] if not on["closed"] or case.outcome in on["closed"] else []
        elif "open" in on: days = [(last, case.facts)] if case.opened is not None and case.opened <= last < (last + 1 if case.closed is None else case.closed) else []
        found += [facts for day, facts in days if day is not None and first <= day <= last and all(holds(c, case, facts, first, last) for c in s["when"])]
    return found if registers else None
def count(log, definition, first, last):
    """Exact value, numerator and denominator; None where there is none."""
    found = units(log, definition.get("count") or definition.get("sum") or definition["denominator"], first, last)
    if found is None or "count" in definition:
        people = log.people_of(definition, first, last)
        return people if people is not None or found is None else Fraction(len(found)), None, None
    if "sum" in definition: return Fraction(sum((facts[definition["fact"]] for facts in found if definition["fact"] in facts), Decimal(0))), None, None
    above, below = len(units(log, definition["numerator"], first, last) or ()), len(found)
    return Fraction(above * 100, below) if below else {"none": None, "zero": Fraction(0), "full": Fraction(100)}[definition["zero"]], above, below
def printed(rule, exact):
    """As the Chinese report prints it."""
    if exact is None: return "—"
    factor, word = {"one": (1, ""), "ten-thousand": (10_000, "万"), "hundred-million": (100_000_000, "亿")}[rule["scale"]]
    shown, small, qualifier = exact, rule["scale"] != "one" and exact < factor, rule["qualifier"]
    if not small:
        grain = Fraction(factor * rule["step"], 10 ** rule["decimals"])
        steps, rest = divmod(exact, grain)
        up = qualifier == "nearly" and rest or qualifier == "exact" and rule["rounding"] == "half-up" and 2 * rest >= grain
        shown = (steps + bool(up)) * grain
    word, value = (word, shown / factor) if shown >= factor else ("", shown)
    number = Decimal(value.numerator) / value.denominator
    text = f"{number:f}" if small or exact in (0, 100) and rule["unit"] == "%" else f"{number:.{rule['decimals']}f}"
    if rule["numerals"] == "chinese" and value.denominator == 1 and 0 <= value <= 99:
        tens, ones = divmod(int(value), 10)
        text = "两" if value == 2 else (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
    before, after = ("", "") if shown == exact else {"over": ("", "余"), "many": ("", "多"), "above": ("超", ""), "nearly": ("近", "")}.get(qualifier, ("", ""))
    return before + text + word + after + rule["unit"]
def main(place, vkey=None):
    origin, size, root = open_checkpoint(read(place, "checkpoint").decode(), vkey or read(place, "vkey").decode())
    data = read(place, "definitions.json")
    published, definitions = json.loads(read(place, "figures.json"), parse_float=Decimal), json.loads(data, parse_float=Decimal)
    if published["definitions"] != hashlib.sha256(data).hexdigest() or published["size"] > size:
        raise Broken("the figures were counted by other definitions, or from more leaves than are signed")
    def log_of(upto):
        log = Log(origin, [d[k] for d in definitions for k in ("count", "sum", "numerator", "denominator") if k in d])
        for index, leaf in leaves(place, size, root): index < upto and log.take(index, leaf)
        if log.corrected: log.again((index, leaf) for index, leaf in leaves(place, size, root) if index < upto)
        return log
    log = log_of(published["size"])
    for days, upto, digest, values, people in ((p[:2], *p[2:]) for p in log.publications):
        for d in (d for d in definitions if "persons" in d and d["id"] in values and digest == hashlib.sha256(data).digest()):
            visits, (tokens, _, unidentified) = units(log_of(upto), d["count"], *days), people.get(d["id"], (None, None, 0))
            if tokens is None and (visits is not None or values[d["id"]] is not None) or tokens is not None and tokens + unidentified > len(visits or ()):
                raise Broken(f"'{d['id']}' was published as more people than came, or without their tokens")
    print(f"{origin}: {size:,} leaves, signature and tree are sound.")
    first, last = ((date.fromisoformat(published[end]) - DAY_ZERO).days for end in ("from", "to"))
    sound, figures = not log.all_gaps(), {figure["id"]: figure for figure in published["figures"]}
    for definition in definitions:
        figure, (exact, *parts) = figures[definition["id"]], count(log, definition, first, last)
        text = printed(TIMES if "persons" in definition and log.people_of(definition, first, last) is None else definition["print"], exact)
        # A rate is compared by its parts, which are whole numbers.
        equal = figure["printed"] == text and [figure["numerator"], figure["denominator"]] == parts \
            and (parts[1] is not None or exact == (None if figure["unrounded"] is None else Fraction(figure["unrounded"])))
        sound &= equal
        print(f"{definition['id']:34} {figure['printed']:14} {text:14} {'equal' if equal else 'DIFFERENT'}")
    print("".join(f"gap: {gap}\n" for gap in log.gaps), end="")
    return 0 if sound else 1
if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:3]))
    except (Broken, OSError, ValueError, LookupError, TypeError) as problem:
        sys.exit(f"recount.py: {problem}")
