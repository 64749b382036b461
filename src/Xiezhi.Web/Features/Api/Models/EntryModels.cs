using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Web.Features.Cases;
using LeafKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Web.Features.Api.Models;

/// <summary>One entry of a case.</summary>
/// <param name="Number">In the case, from 1.</param>
/// <param name="Leaf">Index in the log.</param>
/// <param name="Kind">act, serve, expiry, hand-over, amend, annul, move or inside.</param>
/// <param name="Subject">The act, the served document or the limit.</param>
/// <param name="Effective">The day from which it counts in law.</param>
/// <param name="Recorded">The city's day on which it was entered.</param>
/// <param name="Deemed">The law did it because nobody acted in time.</param>
/// <param name="By">The acting organ; organ/number of the officer in a file; null for a party and for the law.</param>
internal sealed record EntryModel(int Number, long Leaf, string Kind, NamedModel? Subject, DateOnly Effective, DateOnly Recorded, bool Deemed, string? By, NamedModel? Outcome)
{
    /// <summary>When it happened, in a file.</summary>
    public string? Happened { get; init; }

    /// <summary>Number of the entry that it puts right (amend) or strikes out (annul).</summary>
    public int? Corrects { get; init; }

    /// <summary>Why an entry is put right or struck out, a role handed over, a case moved; in a file.</summary>
    public string? Why { get; init; }

    /// <summary>Of a correction or a move, the clocks that stand otherwise since; in a file.</summary>
    public ImmutableArray<ChangeModel> Changes { get; init; } = [];

    /// <summary>How the clocks stood that it stopped or found over.</summary>
    public ImmutableArray<VerdictModel> Verdicts { get; init; } = [];

    public ImmutableArray<NamedModel> Findings { get; init; } = [];

    public ImmutableArray<FactValueModel> Facts { get; init; } = [];

    /// <summary>Ids of its documents, in a file.</summary>
    public ImmutableArray<string> Documents { get; init; } = [];

    public static EntryModel Of(PublicEntry entry, City city) => Of(entry, entry.Edition, city);

    private static EntryModel Of(PublicEntry entry, Edition edition, City city) => new(entry.Number, entry.Leaf, Words.Id(entry.Kind),
        entry.Kind switch
        {
            LeafKind.Act => Act(edition, entry.Subject),
            LeafKind.Serve => Document(edition, entry.Subject),
            LeafKind.Expiry => Named.Of(edition.Limits[entry.Subject]),
            LeafKind.Linked => Linked(entry.Subject),
            _ => null,
        },
        entry.Effective, entry.Recorded, entry.Deemed, city.FindOrgan(entry.Acting)?.Id, Named.Of(entry.Outcome >= 0 ? edition.Outcomes[entry.Outcome] : null))
    {
        Corrects = entry.Kind is LeafKind.Amend or LeafKind.Annul ? entry.Subject : null,
        Verdicts = [.. entry.Verdicts.Select(verdict => new VerdictModel(Named.Of(edition.Limits[verdict.Limit]), Words.Id(verdict.Verdict)))],
        Findings = [.. entry.Findings.Select(finding => Finding(edition, finding))],
        Facts = [.. entry.Facts.Select(fact => FactValueModel.Of(edition.Facts[fact.Fact], fact, city, edition.Facts[fact.Fact].Publicity == Publicity.Coarse))],
    };

    public static EntryModel Of(FileEntry of, City city)
    {
        var (entry, edition) = (of.Entry, of.Edition);
        return new(entry.Number, of.Leaf, Words.Id(entry.Kind),
            entry.Kind switch
            {
                EntryKind.Act => Act(edition, entry.Subject),
                EntryKind.Serve => Document(edition, entry.Subject),
                EntryKind.Linked => Linked(entry.Subject),
                EntryKind.Expiry => Named.Of(edition.Limits[entry.Subject]),
                _ => null,
            },
            entry.Effective, entry.Recorded, entry.Deemed, WhoActed(entry.By, city), Named.Of(entry.Outcome >= 0 ? edition.Outcomes[entry.Outcome] : null))
        {
            Happened = entry.Happened.ToString(),
            Corrects = entry.Kind is EntryKind.Amend or EntryKind.Annul ? entry.Subject : null,
            Why = entry.Why,
            Changes = [.. of.Changes.Select(change => ChangeModel.Of(change, of.ChangedUnder))],
            Verdicts = [.. entry.Verdicts.Select(verdict => new VerdictModel(Named.Of(edition.Limits[verdict.Limit]), verdict.Kind == VerdictKind.MetRolled ? "met-by-rolling" : Words.Id(verdict.Kind)))],
            Findings = [.. entry.Findings.Select(finding => Finding(edition, finding))],
            Facts = [.. entry.Facts.Select(fact => FactValueModel.Of(edition.Facts[fact.Fact], fact, city))],
            Documents = [.. entry.Documents.Select(document => edition.Documents[document].Id)],
        };
    }

    private static string? WhoActed(Actor by, City city) => by.Organ == 0 ? null : by.Officer == 0 ? city.FindOrgan(by.Organ)?.Id : FactValueModel.Officer(by.HolderFor(RoleKind.Officer), city);
    private static NamedModel Linked(int subject) => new(LinkWords.IdOf(subject), TextModel.Of(LinkWords.TitleOf(subject)));
    private static NamedModel Act(Edition edition, int index) => new(edition.Acts[index].Id, TextModel.Of(edition.Acts[index].Title));
    private static NamedModel Document(Edition edition, int index) => new(edition.Documents[index].Id, TextModel.Of(edition.Documents[index].Title));
    private static NamedModel Finding(Edition edition, int index) => new(edition.Findings[index].Id, TextModel.Of(edition.Findings[index].Title));
}

/// <summary>A clock that stands otherwise since a correction or a move.</summary>
/// <param name="Before">As it stood; null where there was none.</param>
/// <param name="After">As it stands; null where there is none any more.</param>
internal sealed record ChangeModel(NamedModel Limit, StandingModel? Before, StandingModel? After)
{
    public static ChangeModel Of(ClockChange change, Edition edition) => new(Named.Of(edition.Limits[change.Limit]), StandingModel.Of(change.Before), StandingModel.Of(change.After));
}

/// <param name="State">running, met, late, ended or void.</param>
/// <param name="Overdue">It ran out and runs on.</param>
/// <param name="Due">The last day on which the act is in time; null while it is not known.</param>
internal sealed record StandingModel(string State, bool Overdue, DateOnly? Due)
{
    public static StandingModel? Of(Clock? clock) => clock is { } one ? new StandingModel(Words.Id(one.State), one.Overdue, one.DueKnown ? one.Rolled : null) : null;
}

/// <param name="Verdict">met, met-by-rolling, late, ended, overdue or void.</param>
internal sealed record VerdictModel(NamedModel Limit, string Verdict);

/// <summary>A clock of a case.</summary>
/// <param name="State">running, met, late, ended or void.</param>
/// <param name="Overdue">It ran out and runs on.</param>
/// <param name="Strict">The last day before it moves off a day of rest; null while it is not known or not public, as the days below.</param>
/// <param name="Due">The last day on which the act is in time, until 24:00.</param>
/// <param name="Time">The minute, for lengths that are counted in minutes.</param>
/// <param name="Working">How the due day is reckoned, told by the code that computes it.</param>
internal sealed record ClockModel(NamedModel Limit, string State, bool Overdue, DateOnly Start, DateOnly? Strict, DateOnly? Due, string? Time, bool Provisional, DateOnly? Stopped, ArticleModel? Article,
    ImmutableArray<TextModel> Working)
{
    /// <summary>Of a limit with several clocks, whose it is: an organ's id, organ/number of an officer, role/2 for the second party of a role, or a value. In a file.</summary>
    public string? Whose { get; init; }

    public static ClockModel Of(ClockView clock, Edition edition) => new(Named.Of(clock.Limit), Words.Id(clock.State), clock.Verdict == Ledger.Leaves.Verdict.Overdue, clock.Start, clock.Due?.Strict,
        clock.Due?.Rolled, Words.Time(clock.Due?.Minute ?? -1), clock.Due?.Provisional ?? false, clock.Stopped, ArticleModel.Of(clock.Limit.Basis, edition), Words.Working(clock.Working));

    /// <summary>The clocks of a case, in the order of the edition.</summary>
    public static ImmutableArray<ClockModel> AllOf(CaseState state, LawBook book)
    {
        var clocks = ImmutableArray.CreateBuilder<ClockModel>(state.Clocks.Length);
        foreach (ref readonly var clock in state.Clocks)
        {
            var limit = state.Edition.Limits[clock.Limit];
            var known = clock.DueKnown;
            clocks.Add(new ClockModel(Named.Of(limit), Words.Id(clock.State), clock.Overdue, clock.Start.Day, known ? clock.Strict : null, known ? clock.Rolled : null, Words.Time(known ? clock.DueMinute : -1),
                clock.Provisional, clock.Stopped == DateOnly.MinValue ? null : clock.Stopped, ArticleModel.Of(limit.Basis, state.Edition), known && clock.Runs ? Told(in clock, state, book) : [])
            {
                Whose = WhoseOf(limit, clock.Of, state, book.City),
            });
        }

        return clocks.DrainToImmutable();
    }

    private static string? WhoseOf(Limit limit, long of, CaseState state, City city) => limit switch
    {
        { PerFact: >= 0 } => FactValueModel.Of(state.Edition.Facts[limit.PerFact], new FactValue(limit.PerFact, of), city).Value,
        { PerRole: >= 0 } => state.Edition.Roles[limit.PerRole].Kind switch
        {
            RoleKind.Organ => city.FindOrgan((int)of)?.Id,
            RoleKind.Officer => FactValueModel.Officer(of, city),
            _ => $"{state.Edition.Roles[limit.PerRole].Id}{FieldName.Several}{state.HoldersOf(limit.PerRole).ToList().IndexOf(of) + 1}",
        },
        _ => null,
    };

    private static ImmutableArray<TextModel> Told(in Clock clock, CaseState state, LawBook book)
    {
        if (Measure.Awaited(in clock, state)) { return []; }
        var derivation = new Derivation();
        Measure.Compute(in clock, state, book.Calendar, book.City, ref derivation);
        return Words.Working(derivation.Steps);
    }
}
