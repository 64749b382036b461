using System.Text.Json;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Cli.Tests;

/// <summary>The figures counted a second time by a reader who knows nothing of leaves, columns and indicators: from the private bodies, as the definitions
/// read.</summary>
public sealed class IndependentCountTests(ReplayedCity city)
{
    private static readonly DateOnly First = new(ReplayedCity.Year, 1, 1), Last = new(ReplayedCity.Year, 12, 31);

    [Fact]
    public void The_report_says_what_the_bodies_say()
    {
        using var folder = DataFolder.OpenForReading(city.Data);
        var cases = StoredBodies.Read(folder, city.Reading.Sound()).ToLookup(c => c.Edition.Procedure);
        var services = cases["services/service-case"].Where(c => InYear(ClosedOn(c))).ToList();
        var appeals = cases["services/citizen-appeal"].ToList();
        var reviews = cases["decisions/legality-review"].Where(c => InYear(FirstDay(c, "give-opinion"))).ToList();
        var documents = cases["decisions/normative-document-filing"].Where(c => Code(c, "level") == "city").ToList();
        var published = documents.Where(c => InYear(FirstDay(c, "publish"))).ToList();
        var reported = documents.Where(c => InYear(FirstDay(c, "report"))).ToList();
        var judged = documents.Where(c => InYear(FirstDay(c, "register-filing", "return"))).ToList();
        var reconsiderations = cases["disputes/administrative-reconsideration"].ToList();
        var proposals = cases["oversight/proposal-handling"].Where(c => InYear(FirstDay(c, "assign"))).ToList();
        var trials = cases["disputes/administrative-litigation"]
            .SelectMany(c => Acts(c, "hold-trial").Where(e => InYear(e.Effective)).Select(e => Fact(c, e, "head-appeared"))).ToList();
        var audits = cases["oversight/audit-rectification"].ToList();
        var information = cases["oversight/information-request"].ToList();
        var registered = appeals.Count(c => InYear(FirstDay(c, "register")));

        Counted counted = new(city.Report());
        counted.Is("platform_cases", services.Count);
        counted.Is("one_visit_share", services.Count(c => Fact(c, "visits") is >= 0 and <= 1), services.Count);
        counted.Is("appeals_accepted", registered);
        counted.Is("appeals_closure_rate", appeals.Count(c => InYear(ClosedOn(c))), registered);
        counted.Is("legality_reviewed", reviews.Count);
        counted.Is("legality_reviewed_normdoc", reviews.Count(c => Code(c, "kind") == "normative-document"));
        counted.Is("normdoc_filing_rate", published.Count(c => FirstDay(c, "report") <= Last), published.Count);
        counted.Is("normdoc_filing_timely_rate", reported.Count(c => FirstDay(c, "report") <= NextWorkingDay(FirstDay(c, "publish")!.Value.AddDays(15))),
            reported.Count);
        counted.Is("normdoc_filing_conform_rate", judged.Count(c => !(FirstDay(c, "return") <= Last)), judged.Count);
        counted.Is("reconsideration_accepted", reconsiderations.Count(c => InYear(FirstDay(c, "accept"))));
        // Until a report is published it says how often they came.
        counted.Is("reconsideration_applicants", reconsiderations.Count(c => InYear(FirstDay(c, "accept"))));
        counted.Is("reconsideration_closed", reconsiderations.Count(c => InYear(ClosedOn(c)) && FirstDay(c, "accept") is not null));
        counted.Is("disputes_mediated",
            cases["disputes/dispute-mediation"].Count(c => InYear(ClosedOn(c)) && OutcomeOf(c) is "agreement-written" or "agreement-oral" or "failed"));
        counted.Is("proposals_handled", proposals.Count);
        counted.Is("proposals_closure_rate", proposals.Count(c => ClosedOn(c) <= Last), proposals.Count);
        counted.Is("court_appearance_rate", trials.Count(appeared => appeared == 1), trials.Count);
        counted.Is("audited_units", audits.Count(c => InYear(FirstDay(c, "report"))));
        counted.Is("audit_suggestions", audits.Sum(c => Acts(c, "suggest").Count(e => InYear(e.Effective))));
        counted.Is("audit_rectification_measures", audits.Sum(c => Acts(c, "adopt-measure").Count(e => InYear(e.Effective))));
        counted.Is("info_requests_received", information.Count(c => InYear(FirstDay(c, "receive"))));
        counted.Is("info_requests_closed", information.Count(c => InYear(ClosedOn(c))));
        counted.AreAll();
    }

    private static bool InYear(DateOnly? day) => day >= First && day <= Last;

    private static IEnumerable<Entry> Acts(ToldCase c, params string[] acts) =>
        c.Entries.Where(e => e.Kind == EntryKind.Act && acts.Contains(c.Edition.Acts[e.Subject].Id));

    private static DateOnly? FirstDay(ToldCase c, params string[] acts) => Acts(c, acts).Select(e => (DateOnly?)e.Effective).FirstOrDefault();

    /// <summary>The entry that closed the case for good; null while it is open.</summary>
    private static Entry? Closing(ToldCase c)
    {
        Entry? closing = null;
        foreach (var entry in c.Entries)
        {
            if (Outcome(c, entry) >= 0) { closing = entry; }
            else if (closing is not null && entry.Kind == EntryKind.Act && c.Edition.Acts[entry.Subject] is { FromClosed: true, To: >= 0 }) { closing = null; }
        }

        return closing;
    }

    /// <summary>An act that closes says with what; of a limit whose end closes the case the procedure says it.</summary>
    private static int Outcome(ToldCase c, Entry entry) => entry.Kind == EntryKind.Expiry ? c.Edition.Limits[entry.Subject].OnExpiry.Closes : entry.Outcome;

    private static DateOnly? ClosedOn(ToldCase c) => Closing(c)?.Effective;

    private static string? OutcomeOf(ToldCase c) => Closing(c) is { } closing ? c.Edition.Outcomes[Outcome(c, closing)].Id : null;

    /// <summary>The value that the case set last; -1 when it never did.</summary>
    private static long Fact(ToldCase c, string fact) => c.Entries.Select(e => Fact(c, e, fact)).LastOrDefault(value => value >= 0, -1);

    private static long Fact(ToldCase c, Entry entry, string fact)
    {
        var index = c.Edition.FindFact(fact)!.Index;
        var given = entry.Facts.Where(f => f.Fact == index).Select(f => f.Number);
        var set = entry.Kind == EntryKind.Act ? c.Edition.Acts[entry.Subject].Sets.Where(f => f.Fact == index).Select(f => f.Number) : [];
        return given.Concat(set).LastOrDefault(-1);
    }

    private static string? Code(ToldCase c, string fact) => Fact(c, fact) is >= 0 and var value ? c.Edition.FindFact(fact)!.Codes!.Codes[(int)value] : null;

    /// <summary>The day itself when offices work on it, by the notices of the State Council.</summary>
    private static DateOnly NextWorkingDay(DateOnly day)
    {
        while (!Works(day)) { day = day.AddDays(1); }
        return day;
    }

    private static bool Works(DateOnly day) =>
        Special.Value.TryGetValue(day, out var kind) ? kind == "make-up" : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static readonly Lazy<Dictionary<DateOnly, string>> Special = new(() =>
        File.ReadLines(Path.Combine(Answer.Root, "tests/Xiezhi.Law.Tests/calendars.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(fields => DateOnly.Parse(fields[0]), fields => fields[1]));

    private sealed class Counted(IReadOnlyDictionary<string, JsonElement> report)
    {
        private readonly Dictionary<string, string> differences = [];
        private readonly HashSet<string> seen = [];

        public void Is(string id, int count) => Compare(id, report[id].GetProperty("unrounded").GetRawText(), $"{count}");

        public void Is(string id, int numerator, int denominator) =>
            Compare(id, $"{report[id].GetProperty("numerator")} of {report[id].GetProperty("denominator")}", $"{numerator} of {denominator}");

        public void AreAll()
        {
            Assert.Empty(differences);
            Assert.Equal(report.Keys.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        }

        private void Compare(string id, string reported, string counted)
        {
            seen.Add(id);
            if (reported != counted) { differences.Add(id, $"the report says {reported}, the bodies {counted}"); }
        }
    }
}
