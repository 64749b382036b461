using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.Events;

/// <summary>What the public leaf of an entry says has happened in a case; there is nothing else in it.</summary>
/// <param name="Leaf">Index in the log.</param>
/// <param name="Number">On the papers of the case.</param>
/// <param name="Entry">Number of the entry in its case, 1-based.</param>
/// <param name="Kind">act, service, expiry, hand-over, amendment, annulment, move or inside.</param>
/// <param name="Subject">Id of the act, the document or the limit; null for other kinds.</param>
public sealed record CaseEvent(long Leaf, CaseId Case, CaseNumber Number, Edition Edition, Organ Keeper, int Entry, string Type, string Kind, string? Subject, DateOnly Effective, DateOnly Recorded)
{
    /// <summary>The law did it because nobody acted in time.</summary>
    public bool Deemed { get; init; }

    /// <summary>Id of the organ that acted, where it is not the keeper; else null.</summary>
    public string? Acting { get; init; }

    /// <summary>Id of the outcome with which it closed the case; else null.</summary>
    public string? Outcome { get; init; }

    /// <summary>Limit id and how its clock stood.</summary>
    public ImmutableArray<(string Limit, string Verdict)> Verdicts { get; init; } = [];

    /// <summary>Ids of the findings.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];
}

/// <summary>The types of events, as subscribers name them.</summary>
public static class EventTypes
{
    public const string Opened = "xiezhi.case.opened";
    public const string Closed = "xiezhi.case.closed";
    public const string Reopened = "xiezhi.case.reopened";
    public const string Act = "xiezhi.case.act";
    public const string Service = "xiezhi.case.service";
    public const string Expiry = "xiezhi.case.expiry";
    public const string Other = "xiezhi.case.other";

    public static ImmutableArray<string> All { get; } = [Opened, Closed, Reopened, Act, Service, Expiry, Other];
}
