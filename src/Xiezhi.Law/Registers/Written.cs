using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Registers;

/// <summary>What one entry has written into a register.</summary>
/// <param name="Entry">Number of the entry in its case.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Values">By the index of the field; null where the entry says nothing of it.</param>
public sealed record Written(RegisterForm Form, string Key, int Entry, DateOnly From, bool Ends, ImmutableArray<FieldValue?> Values)
{
    /// <summary>All that the entries of a case write, and the numbers that they draw. Nothing of it is kept anywhere else: a register is what its entries say.</summary>
    /// <param name="opened">The edition under which the case was opened.</param>
    /// <param name="history">All its entries, with what they say of facts and names; a corrected one counts as it was put right.</param>
    /// <param name="book">Finds the edition of a case that has moved.</param>
    public static (ImmutableArray<Written> Writes, ImmutableArray<(RegisterForm Form, long Number)> Drawn) By(Edition opened, ImmutableArray<Entry> history, LawBook book)
    {
        var reading = new Reading(opened);
        foreach (var entry in Correcting.Standing(history).OrderBy(e => e.Happened.Day)) { reading.Take(entry, book); }
        return ([.. reading.Writes], [.. reading.Drawn]);
    }

    /// <summary>The numbers that a case has drawn, those of acts that were struck out since among them.</summary>
    internal static IEnumerable<(RegisterForm Form, long Number)> EverDrawn(Edition opened, ImmutableArray<Entry> history, LawBook book)
    {
        var reading = new Reading(opened);
        foreach (var entry in history) { reading.Take(entry, book); }
        return reading.Drawn;
    }

    /// <summary>Whether an edition of the procedure draws numbers from the register.</summary>
    public static bool Draws(LawBook book, string procedure, RegisterForm form) => book.EditionsOf(procedure).Any(e => e.Acts.Any(a => a.Allots.Any(d => d.Form.Id == form.Id)));

    /// <summary>Whether an edition of the procedure writes into a register or draws numbers from one.</summary>
    public static bool Concerns(LawBook book, string procedure) => book.EditionsOf(procedure).Any(e => e.Acts.Any(a => a.Writes.Length > 0 || a.Allots.Length > 0) || e.Limits.Any(l => l.OnExpiry.Writes.Length > 0));

    /// <summary>Facts and names as they stand after each entry, by their ids, so that they outlast a move to another edition.</summary>
    private sealed class Reading(Edition opened)
    {
        private readonly Dictionary<string, (Fact Fact, FactValue Value)> facts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> holders = new(StringComparer.Ordinal);
        private Edition edition = opened;

        public List<Written> Writes { get; } = [];
        public List<(RegisterForm Form, long Number)> Drawn { get; } = [];

        public void Take(Entry entry, LawBook book)
        {
            if (entry.Kind == EntryKind.Move) { edition = book.EditionsOf(edition.Procedure).First(e => e.From.DayNumber == entry.Subject); }
            foreach (var value in entry.Facts) { Set(value); }
            foreach (var naming in entry.Names) { holders[edition.Roles[naming.Role].Id] = naming.Holder; }
            switch (entry.Kind)
            {
                case EntryKind.Act:
                    var act = edition.Acts[entry.Subject];
                    foreach (var value in act.Sets) { Set(value); }
                    foreach (var allotted in act.Allots) { foreach (var value in entry.Facts) { if (value.Fact == allotted.Fact) { Drawn.Add((allotted.Form, value.Number)); } } }
                    foreach (var writing in act.Writes) { Write(writing, entry); }
                    break;
                case EntryKind.Expiry:
                    foreach (var writing in edition.Limits[entry.Subject].OnExpiry.Writes) { Write(writing, entry); }
                    break;
            }
        }

        private void Set(FactValue value) => facts[edition.Facts[value.Fact].Id] = (edition.Facts[value.Fact], value);

        private void Write(Writing writing, Entry entry)
        {
            if (!facts.TryGetValue(edition.Facts[writing.Key].Id, out var key)) { return; }
            var values = new FieldValue?[writing.Form.Fields.Length];
            foreach (var setting in writing.Set) { values[setting.Field] = ValueOf(setting, writing.Form.Fields[setting.Field]); }
            Writes.Add(new Written(writing.Form, writing.Form.KeyOf(key.Fact, key.Value), entry.Number, entry.Effective, writing.Ends, [.. values]));
        }

        private FieldValue? ValueOf(Setting setting, RegisterField field)
        {
            if (setting.Role >= 0) { return holders.TryGetValue(edition.Roles[setting.Role].Id, out var holder) && holder != 0 ? new FieldValue(holder) : null; }
            if (setting.Fact < 0) { return setting.Constant; }
            if (!facts.TryGetValue(edition.Facts[setting.Fact].Id, out var known)) { return null; }
            return field.Kind == FactKind.Code ? new FieldValue(known.Fact.Codes!.In(field.Codes!, (int)known.Value.Number)) : new FieldValue(known.Value.Number, known.Value.Text);
        }
    }
}
