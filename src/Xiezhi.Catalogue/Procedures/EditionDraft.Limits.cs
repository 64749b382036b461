using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Laws;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly string[] LimitKeys =
    [
        "title", "within", "at-least", "before", "ahead", "every", "by-day", "from", "until", "starts-on", "when", "binds", "per", "again",
        "tolled-by", "shifted-by", "extended-by", "holds", "shortened-by", "on-expiry", "promises", "rank", "after-closing", "law", "reference", "was", "doubt",
    ];

    private static readonly string[] KindKeys = ["within", "at-least", "before", "every", "by-day"];
    private readonly List<LimitItem> limitItems = [];
    private readonly Dictionary<int, LimitParts> limitParts = [];
    private Limit[] limitList = [];

    /// <summary>A limit as somebody wrote it: in the procedure, or as a city's step or commitment.</summary>
    /// <param name="Promise">The length of a city's commitment; null of other limits.</param>
    /// <param name="Of">The limit that a city's commitment stands beside.</param>
    private sealed record LimitItem(YamlScalar Key, YamlMap? Map, bool Step, YamlNode? Promise, YamlScalar? Of)
    {
        /// <summary>The county for whose organs a step holds; null where it holds in the whole city.</summary>
        public Region? In { get; init; }
        /// <summary>What higher places promise of the same limit.</summary>
        public List<YamlNode> Above { get; } = [];
        /// <summary>What single counties promise of it.</summary>
        public List<(Region In, YamlScalar Of, YamlNode Length)> Local { get; } = [];
    }

    // What a commitment takes over from the limit that it stands beside, besides what the compiled limit says.
    private sealed record LimitParts(Triggers From, Triggers Until, LawCounting? Counting);

    // The city's own limits come after those of the law, so that the law's keep their numbers.
    private void AddLaidOverLimits()
    {
        foreach (var pair in top.Section("limits")?.Pairs ?? [])
        {
            limitItems.Add(new LimitItem(pair.Key, pair.Value as YamlMap, Step: false, Promise: null, Of: null));
        }

        foreach (var (pair, region) in overlay?.Steps ?? [])
        {
            if (limits.Find(pair.Key.Text) >= 0)
            {
                diagnostics.Error(pair.Key.At, Rule.Overlay, $"there is already a limit '{pair.Key.Text}'; give the step another id");
                continue;
            }

            limits.Add(pair.Key);
            limitItems.Add(new LimitItem(pair.Key, pair.Value as YamlMap, Step: true, Promise: null, Of: null) { In = region });
        }

        foreach (var (pair, region) in overlay?.Promises ?? []) { AddPromise(pair, region); }
    }

    // One commitment beside a limit: that of the lowest place which holds in the whole city, and in single counties their own.
    private void AddPromise(YamlPair pair, Region? region)
    {
        var id = new YamlScalar(pair.Key.At, $"{pair.Key.Text}-promised", quoted: false);
        var at = limits.Find(id.Text);
        if (at >= 0 && limitItems[at].Of is null) { diagnostics.Error(pair.Key.At, Rule.Overlay, $"there is already a limit '{id.Text}'"); return; }
        if (at < 0)
        {
            at = limits.Add(id);
            limitItems.Add(new LimitItem(id, region is null ? pair.Value as YamlMap : null, Step: false, region is null ? pair.Value : null, pair.Key));
            if (region is null) { return; }
        }

        if (region is not null) { limitItems[at].Local.Add((region, pair.Key, pair.Value)); return; }
        var lower = limitItems[at] with { Key = id, Map = pair.Value as YamlMap, Promise = pair.Value, Of = pair.Key };
        lower.Above.Add(limitItems[at].Promise!);
        limitItems[at] = lower;
    }

    private int mailGrace;

    private void CompileLimits()
    {
        mailGrace = overlay?.MailGrace(shelf.City?.MailGrace ?? 0) ?? shelf.City?.MailGrace ?? 0;
        limitList = new Limit[limitItems.Count];
        for (var i = 0; i < limitList.Length; i++) { if (!IsPromise(limitItems[i])) { limitList[i] = LimitOf(i, limitItems[i]); } }
        for (var i = 0; i < limitList.Length; i++) { if (IsPromise(limitItems[i])) { limitList[i] = PromiseOf(i, limitItems[i]); } }
        foreach (var limit in limitList) { CheckCountedBack(limit); }
        for (var i = 0; i < limitList.Length; i++) { Wire(limitList[i]); }
        overlay?.ReportUnused(limits);
    }

    private Limit LimitOf(int index, LimitItem item)
    {
        var id = item.Key.Text;
        var of = $"the limit '{id}'";
        if (item.Map is not { } map)
        {
            diagnostics.Error(item.Key.At, Rule.WrongShape, $"{of} is a single value or a list; a mapping belongs here");
            map = new YamlMap(item.Key.At, []);
        }

        var fields = new Fields(map, diagnostics, of, LimitKeys);
        var citation = Cite(fields);
        if (!fields.Has("law") && !item.Step) { diagnostics.Error(item.Key.At, Rule.WithoutBasis, $"{of} rests on no law; add 'law'"); }
        var (start, stop) = (TriggersOf(fields, "from"), TriggersOf(fields, "until"));
        limitParts[index] = new LimitParts(start, stop, citation?.Counting);
        var kind = LimitKindOf(fields, of);
        var (binds, party) = Bound(fields, stop);
        var per = PerOf(fields, of);
        var doubt = Doubt(fields, of);
        var (laid, settled) = overlay?.Fills(id) == true || item.Step
            ? overlay!.DoubtOf(id)
            : (null, overlay?.DoubtOf(id).Settled ?? false);
        return new Limit(index, id, fields.Title(), kind, LengthRuleOf(kind, id, fields, party, citation?.Counting), CountingOf(kind, citation?.Counting))
        {
            BeforeFact = fields["before"] is YamlScalar fact ? DayFact(fact) : -1,
            BeforeDueOf = fields["before"] is YamlMap due && new Fields(due, diagnostics, $"'before' of {of}", "due").Scalar("due") is { } other
                ? limits.Resolve(other)
                : -1,
            ByDay = fields[kind == LimitKind.Every ? "every" : "by-day"] is YamlMap date && IsDate(date) ? ByDay(date, of) : default,
            FromFacts = start.Facts,
            StopsOnClosing = stop.Closed,
            StartsOn = fields.Scalar("starts-on") is { } startsOn ? DayFact(startsOn) : -1,
            When = item.In is { } region ? InRegions(When(fields, "when"), [region]) : When(fields, "when"),
            Binds = binds,
            BindsParty = party,
            PerRole = per.Role,
            PerFact = per.Fact,
            Again = (Again)fields.OneOf("again", "keep", "restart", "beside"),
            Grace = party && (citation?.Counting?.Rule.PostedInTime ?? false) ? mailGrace : 0,
            TolledBy = Bits(spans.Resolve(fields.Words("tolled-by"))),
            ShiftedBy = ShiftedBy(fields, kind, party, of),
            ExtendedBy = fields.Section("extended-by") is { } extension ? ExtensionOf(id, extension, citation?.Counting) : null,
            Holds = acts.Resolve(fields.Words("holds")),
            ShortenedBy = fields.Scalar("shortened-by") is { } shortener ? acts.Resolve(shortener) : -1,
            OnExpiry = ExpiryOf(fields, kind, party, of),
            Rank = item.Step
                ? Rank.Step
                : fields.OneOf("rank", "statutory", "promise", "step") switch { 1 => Rank.Promise, 2 => Rank.Step, _ => Rank.Statutory },
            RunsAfterClosing = fields.OneOf("after-closing", "void", "runs") == 1,
            Basis = citation?.Basis,
            Further = citation?.Further ?? [],
            Doubt = laid ?? (settled ? null : doubt),
            Reference = ReferenceOf(fields),
        };
    }

    /// <summary>The systems an outage of which moves the last day: only of a limit within which a party files, by the day.</summary>
    private ImmutableArray<FilingSystem> ShiftedBy(Fields fields, LimitKind kind, bool party, string of)
    {
        if (fields["shifted-by"] is not { } node) { return []; }
        if (!party || kind != LimitKind.Within)
        {
            diagnostics.Error(node.At, Rule.Contradiction, $"an outage moves the last day on which a party files, and {of} {(party ? "is not 'within'" : "binds no party")}; leave 'shifted-by' out");
        }

        var systems = ImmutableArray.CreateBuilder<FilingSystem>();
        foreach (var word in fields.Words("shifted-by")) { if (shelf.SystemNamed(word, diagnostics) is { } system) { systems.Add(system); } }
        return systems.DrainToImmutable();
    }

    /// <summary>A role that several hold, or a fact: one clock for each holder or value.</summary>
    private (int Role, int Fact) PerOf(Fields fields, string of)
    {
        if (fields.Scalar("per") is not { } word) { return (-1, -1); }
        if (roles.Find(word.Text) is >= 0 and var role)
        {
            if (!IsMany(role)) { diagnostics.Error(word.At, Rule.Contradiction, $"only one can be '{word.Text}', so {of} has one clock; leave 'per' out, or give the role many: true"); }
            return (role, -1);
        }

        if (facts.Find(word.Text) is >= 0 and var fact)
        {
            if (factList[fact].Kind is FactKind.Text) { diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is a text, and texts are not told apart; take a code or a number"); }
            return (-1, fact);
        }

        diagnostics.Error(word.At, Rule.UnknownId, $"there is no role or fact '{word.Text}'{Nearest.Suggestion(word.Text, roles.Names.Concat(facts.Names))}");
        return (-1, -1);
    }

    // A limit may rest on several rows of the reference table.
    private static string? ReferenceOf(Fields fields) => fields.Has("reference") ? string.Join(' ', fields.Words("reference").Select(w => w.Text)) : null;

    private LimitKind LimitKindOf(Fields fields, string of)
    {
        var given = KindKeys.Where(fields.Has).ToList();
        if (given.Count != 1)
        {
            diagnostics.Error(fields.At, Rule.LimitKind, given.Count == 0
                ? $"{of} needs one of within, at-least, before, every, by-day"
                : $"{of} has {string.Join(" and ", given)}; keep one");
        }

        var kind = given.Count == 0 ? LimitKind.Within : (LimitKind)Array.IndexOf(KindKeys, given[0]);
        if (kind == LimitKind.Before) { fields.Need("ahead"); }
        else if (fields.Has("ahead"))
        {
            diagnostics.Error(fields["ahead"]!.At, Rule.Contradiction, $"'ahead' belongs to a limit with 'before'; {of} has none");
        }

        if (fields.Has("holds") && kind != LimitKind.AtLeast)
        {
            diagnostics.Error(fields["holds"]!.At, Rule.Contradiction, $"only an at-least holds acts; {of} is none");
        }

        if (fields.Has("shortened-by") && kind != LimitKind.AtLeast)
        {
            diagnostics.Error(fields["shortened-by"]!.At, Rule.Contradiction, $"only an at-least can be shortened; {of} is none");
        }

        return kind;
    }

    /// <summary>Whether a mapping names a date of the year and no length: every year by that date.</summary>
    private static bool IsDate(YamlMap map) => map["on-or-before"] is not null || map["before"] is not null || map.Pairs.IsEmpty;

    /// <summary>The condition, and that the case is one of an organ of the regions.</summary>
    private static Condition InRegions(Condition? when, ImmutableArray<Region> regions) => when is null ? new Condition.InRegion(regions) : new Condition.All([new Condition.InRegion(regions), when]);

    private LengthRule LengthRuleOf(LimitKind kind, string id, Fields fields, bool party, LawCounting? counting)
    {
        var node = kind switch { LimitKind.ByDay => null, LimitKind.Before => fields["ahead"], _ => fields[KindKeys[(int)kind]] };
        if (node is null || (kind == LimitKind.Every && node is YamlMap date && IsDate(date))) { return NoLength; }
        var rule = RuleOf(id, node, counting, overlay?.Length(id, party));
        ImmutableArray<(Region, LengthRule)> local = [.. overlay?.LocalLengths(id, party).Select(l => (l.In, RuleOf(id, node, counting, l.Length))) ?? []];
        if (local.Length > 0) { rule = new LengthRule.Local(local, rule); }
        if (kind == LimitKind.Every && rule is LengthRule.Constant { Length.Amount: 0 } && !ReferenceEquals(rule, NoLength))
        {
            diagnostics.Error(node.At, Rule.MalformedLength, $"a cycle of the limit '{id}' needs a length above 0");
        }

        return rule;
    }

    private static CountingRule CountingOf(LimitKind kind, LawCounting? counting)
    {
        var rule = counting?.Rule ?? CountingRule.General;
        return kind == LimitKind.AtLeast ? rule with { Rolls = RollRule.No } : rule;
    }

    private void CheckCountedBack(Limit limit)
    {
        if (limit.BeforeDueOf < 0 || limitList[limit.BeforeDueOf] is not { } other || !(limit.IsPer || other.IsPer)) { return; }
        diagnostics.Error(limits.PlaceOf(limit.Index), Rule.Contradiction, $"the limit '{limit.Id}' counts back from '{other.Id}', and one of them has several clocks; only single clocks are counted back from");
    }

    private (int Month, int Day, bool Exclusive) ByDay(YamlMap map, string of)
    {
        var fields = new Fields(map, diagnostics, $"by-day of {of}", "on-or-before", "before");
        var word = fields.Scalar("on-or-before") ?? fields.Scalar("before");
        if (word is not null && DateOnly.TryParseExact($"2000-{word.Text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day.Month, day.Day, fields.Has("before"));
        }

        diagnostics.Error((word as YamlNode ?? map).At, Rule.WrongValue, $"by-day of {of} needs on-or-before or before with a date as MM-dd");
        return (1, 1, false);
    }

    private Extension? ExtensionOf(string limit, YamlMap map, LawCounting? counting)
    {
        var of = $"extended-by of '{limit}'";
        var fields = new Fields(map, diagnostics, of, "act", "up-to", "to");
        if (fields.Need("act") is null || fields.Scalar("act") is not { } name || acts.Resolve(name) is var act && act < 0) { return null; }
        if (ActMap(act)?["approved-by"] is null)
        {
            diagnostics.Error(name.At, Rule.ExtensionNotApproved,
                $"the act '{name.Text}' extends '{limit}', so somebody must approve it; add 'approved-by' to the act");
        }

        var cap = fields["up-to"];
        if (cap is null && !fields.Has("to")) { fields.Need("up-to"); }
        if (cap is not null && IsOpen(cap))
        {
            cap = overlay?.ExtensionCap(limit);
            if (cap is null) { WarnOpen(fields["up-to"]!.At, $"the law leaves open how far '{limit}' can be extended, and no city fills it"); }
        }

        return new Extension(act, cap is null ? null : LengthOf(cap, counting, of), fields.Scalar("to") is { } to ? DayFact(to) : -1);
    }

    private ulong Bits(ImmutableArray<int> numbers) => numbers.Aggregate(0UL, (bits, n) => n < 64 ? bits | (1UL << n) : bits);

    private void Wire(Limit limit)
    {
        if (!limitParts.TryGetValue(limit.Index, out var parts)) { return; }
        foreach (var act in parts.From.Closed ? parts.From.Acts.Concat(ClosingActs) : parts.From.Acts) { LinksOf(act).Starts.Add(limit.Index); }
        foreach (var act in parts.Until.Acts) { LinksOf(act).Stops.Add(limit.Index); }
        foreach (var document in parts.From.Served) { served[document].Starts.Add(limit.Index); }
        foreach (var document in parts.Until.Served) { served[document].Stops.Add(limit.Index); }
        Want(startedByLink, parts.From.Links, limit.Index);
        Want(stoppedByLink, parts.Until.Links, limit.Index);
        foreach (var ended in parts.From.Ended) { limitList[ended] = limitList[ended] with { StartsAtEnd = limitList[ended].StartsAtEnd.Add(limit.Index) }; }
        foreach (var ended in parts.Until.Ended) { limitList[ended] = limitList[ended] with { StopsAtEnd = limitList[ended].StopsAtEnd.Add(limit.Index) }; }
        foreach (var act in limit.Holds) { LinksOf(act).HeldBy.Add(limit.Index); }
        if (limit.ExtendedBy is { } extension) { LinksOf(extension.Act).Extends.Add(limit.Index); }
        if (limit.ShortenedBy >= 0) { LinksOf(limit.ShortenedBy).Shortens.Add(limit.Index); }
    }
}
