using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Registers;

/// <summary>An edition of an item: what held from one day until the next edition.</summary>
/// <param name="Case">The case whose entry wrote it, as the caller numbers cases.</param>
/// <param name="Entry">Number of that entry.</param>
/// <param name="Values">By the index of the field; null where nobody has said anything yet.</param>
public sealed record ItemEdition(DateOnly From, long Case, int Entry, bool Ended, ImmutableArray<FieldValue?> Values);

/// <summary>One thing of a register that acts write, with its editions, the first first.</summary>
public sealed record WrittenItem(RegisterForm Form, string Key, ImmutableArray<ItemEdition> Editions)
{
    public ItemEdition Latest => Editions[^1];

    /// <summary>What holds on the day; null before the first edition, and when it has ended.</summary>
    public ItemEdition? On(DateOnly day) => Editions.LastOrDefault(e => e.From <= day) is { Ended: false } holds ? holds : null;
}

/// <summary>The registers that acts write, made of the cases' entries and of nothing else.</summary>
/// <remarks>Used by one thread at a time.</remarks>
public sealed class RegisterIndex : IRegisters
{
    private readonly Dictionary<long, (ImmutableArray<Written> Writes, ImmutableArray<(RegisterForm Form, long Number)> Drawn)> cases = [];
    private readonly Dictionary<string, SortedDictionary<string, WrittenItem>> items = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Register, string Key), SortedSet<long>> writers = [];
    private readonly Dictionary<(string Register, long Officer), HashSet<string>> held = [];
    private readonly Dictionary<string, SortedDictionary<long, long>> drawn = new(StringComparer.Ordinal);
    // A number that a correction has taken back is not given to anybody else.
    private readonly Dictionary<string, long> highest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<long>> ever = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> drawing = new(StringComparer.Ordinal);

    /// <summary>The items of a register by key.</summary>
    public IEnumerable<WrittenItem> ItemsOf(string register) => items.TryGetValue(register, out var all) ? all.Values : [];

    public WrittenItem? Find(string register, string key) => items.TryGetValue(register, out var all) ? all.GetValueOrDefault(key) : null;

    /// <summary>Numbers that two cases have drawn: there are none in a sound ledger.</summary>
    public List<(string Register, long Number)> DrawnTwice { get; } = [];

    /// <summary>The highest number ever drawn from the register's series; 0 while none was.</summary>
    public long HighestOf(string register) => highest.GetValueOrDefault(register);

    /// <summary>Numbers up to this one were drawn, whether or not a case that can still be read says so: they are given to nobody again.</summary>
    public void Reserve(string register, long number) => highest[register] = Math.Max(number, HighestOf(register));

    /// <summary>The stretches of numbers that no case is known to have drawn, not even one whose act was struck out, below the highest that was.</summary>
    public IEnumerable<(long First, long Last)> GapsIn(string register)
    {
        var next = 1L;
        foreach (var number in ever.GetValueOrDefault(register, []).Append(HighestOf(register) + 1))
        {
            if (number > next) { yield return (next, number - 1); }
            next = number + 1;
        }
    }

    /// <summary>The numbers drawn from a register's series, ascending, each with its case.</summary>
    public IEnumerable<(long Number, long Case)> DrawnFrom(string register) => drawn.TryGetValue(register, out var all) ? all.Select(d => (d.Key, d.Value)) : [];

    /// <summary>Takes in a case as its entries now are, in place of what was known of it.</summary>
    public void Put(long number, Edition opened, ImmutableArray<Entry> history, LawBook book)
    {
        var now = Written.By(opened, history, book);
        var before = cases.TryGetValue(number, out var known) ? known : ([], []);
        cases[number] = now;
        foreach (var (form, at) in before.Drawn) { if (drawn[form.Id].GetValueOrDefault(at) == number) { drawn[form.Id].Remove(at); } }
        foreach (var (form, at) in now.Drawn)
        {
            if (!drawn.TryGetValue(form.Id, out var numbers)) { drawn.Add(form.Id, numbers = []); }
            if (!numbers.TryAdd(at, number)) { DrawnTwice.Add((form.Id, at)); }
        }

        foreach (var (form, at) in Written.EverDrawn(opened, history, book))
        {
            if (!ever.TryGetValue(form.Id, out var numbers)) { ever.Add(form.Id, numbers = []); }
            numbers.Add(at);
            Reserve(form.Id, at);
        }

        foreach (var written in before.Writes) { writers[(written.Form.Id, written.Key)].Remove(number); }
        foreach (var written in now.Writes)
        {
            if (!writers.TryGetValue((written.Form.Id, written.Key), out var by)) { writers.Add((written.Form.Id, written.Key), by = []); }
            by.Add(number);
        }

        foreach (var item in before.Writes.Concat(now.Writes).DistinctBy(w => (w.Form.Id, w.Key))) { Make(item.Form, item.Key); }
    }

    /// <summary>Begins a decision: numbers that an earlier one asked for and did not use are free again.</summary>
    public void Begin() => drawing.Clear();

    public bool Qualifies(RegisterForm register, long officer, DateOnly day) =>
        held.TryGetValue((register.Id, officer), out var keys) && keys.Any(key => Find(register.Id, key)?.On(day) is { } holds && holds.Values[register.Holder]?.Number == officer);

    public bool InForce(RegisterForm register, string key, DateOnly day) => Find(register.Id, key)?.On(day) is not null;

    public long NextNumber(RegisterForm register)
    {
        return drawing[register.Id] = Math.Max(highest.GetValueOrDefault(register.Id), drawing.GetValueOrDefault(register.Id)) + 1;
    }

    /// <summary>Makes an item anew from all that was written of it, in the order of the days, then of the cases.</summary>
    private void Make(RegisterForm form, string key)
    {
        if (!items.TryGetValue(form.Id, out var all)) { items.Add(form.Id, all = new(StringComparer.Ordinal)); }
        var editions = ImmutableArray.CreateBuilder<ItemEdition>();
        var values = new FieldValue?[form.Fields.Length];
        foreach (var (number, written) in writers[(form.Id, key)].SelectMany(n => cases[n].Writes.Where(w => w.Form.Id == form.Id && w.Key == key).Select(w => (n, w))).OrderBy(w => w.w.From))
        {
            for (var i = 0; i < values.Length; i++) { values[i] = written.Values[i] ?? values[i]; }
            editions.Add(new ItemEdition(written.From, number, written.Entry, written.Ends, [.. values]));
            if (form.Holder < 0 || values[form.Holder] is not { } holder) { continue; }
            if (!held.TryGetValue((form.Id, holder.Number), out var keys)) { held.Add((form.Id, holder.Number), keys = new(StringComparer.Ordinal)); }
            keys.Add(key);
        }

        if (editions.Count > 0) { all[key] = new WrittenItem(form, key, editions.DrainToImmutable()); }
        else { all.Remove(key); }
    }
}
