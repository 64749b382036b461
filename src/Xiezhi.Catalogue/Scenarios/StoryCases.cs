using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>The cases of one story, numbered from 1 in the order in which they were opened.</summary>
/// <param name="keep">What becomes of a case between two steps.</param>
internal sealed class StoryCases(LawBook law, Func<CaseState, CaseState> keep) : IOtherCases
{
    private readonly SortedDictionary<long, StoryCase> all = [];
    private int numbered;

    public IEnumerable<StoryCase> All => all.Values;
    public StoryCase? this[long number] => all.GetValueOrDefault(number);

    public Edition? InForce(string procedure, DateOnly day) => law.InForce(procedure, day);
    public CaseState? Find(long number) => this[number]?.State;
    public ImmutableArray<Entry> History(long number) => this[number] is { } one ? [.. one.Entries] : [];
    public long NumberFor(CaseState opened, DateOnly day) => all.Count + ++numbered;
    /// <summary>The registers that the story asks; where it names none, everybody qualifies.</summary>
    public IRegisters Registers { get; init; } = NoRegisters.Known;

    public ImmutableArray<long> OfMatter(Edition edition, ImmutableArray<long> matter) =>
        [.. all.Where(c => c.Value.State.Edition.Procedure == edition.Procedure && c.Value.State.Matter.SequenceEqual(matter)).Select(c => c.Key)];

    /// <summary>Decides with these cases, and takes what is decided among them.</summary>
    /// <returns>The decision and the number of the case in which it was carried out; 0 when it was refused.</returns>
    public (Decision Decision, long Number) Take(Decision decision, long number)
    {
        if (decision is not Decision.Accepted accepted)
        {
            numbered = 0;
            return (decision, number);
        }

        var own = number != 0 ? number : accepted.Number != 0 ? accepted.Number : NumberFor(accepted.Case, default);
        numbered = 0;
        Put(own, accepted.Case, accepted.Entries);
        foreach (var step in accepted.Others) { Put(step.Case, step.After, step.Entries); }
        foreach (var one in all.Values) { one.State = keep(one.State); }
        return (decision, own);
    }

    private void Put(long number, CaseState state, ImmutableArray<Entry> entries)
    {
        if (!all.TryGetValue(number, out var one)) { all.Add(number, one = new StoryCase(number)); }
        one.State = state;
        one.Opened ??= state.Edition;
        one.Entries.AddRange(entries);
        if (entries.Length > 0) { (Registers as StoryRegisters)?.Take(one); }
    }
}

/// <summary>A case of a story: as it stands, and what has been recorded of it.</summary>
internal sealed class StoryCase(long number)
{
    public long Number { get; } = number;
    public CaseState State { get; set; } = null!;
    public List<Entry> Entries { get; } = [];
    /// <summary>The edition under which it was opened.</summary>
    public Edition Opened { get; set; } = null!;
}
