using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Verification;

/// <summary>What the rows of cases and registers say, held against what the whole log has told.</summary>
public sealed partial class FolderCheck
{
    /// <summary>The cases without a key are those of which the log says that they were erased, and no others.</summary>
    private void CheckErasures(ColumnStore columns, CaseCheck[] workers)
    {
        // A backup that was made without keys.
        if (folder.Keys.Slots == 0) { return; }
        var keyless = workers.SelectMany(w => w.Keyless).ToDictionary(k => (k.Register, k.Id.Ordinal));
        foreach (var (register, erasure) in columns.Erasures())
        {
            var found = keyless.Remove((register, erasure.Ordinal), out var erased);
            if (!found || !erased!.Gone) { Report("keys", $"The log says that case {erasure.Ordinal} of {register} was erased, and its key is still there. It is destroyed when the folder is opened for writing: xiezhi serve."); }
            if (found && !erased!.Reduced) { Report($"case_row {erased.Id}", "The log says that the case was erased, and its row still says what it was about."); }
        }

        if (keyless.Count > 0) { Try("segment", () => ForgetErasedSince(keyless)); }
        foreach (var lost in keyless.Values)
        {
            Report("keys", lost.Gone ? $"The key of case {lost.Id} is not there, and the log says nothing of an erasure. Restore the file of keys; or, if the case was erased after the backup that this folder comes from, erase it again: xiezhi erase."
                : $"The row of case {lost.Id} says that it was erased, and the log does not.");
        }
    }

    /// <summary>A writer beside may have erased cases after the moment that is checked: their keys are gone, and rightly so.</summary>
    private void ForgetErasedSince(Dictionary<(Columns.RegisterKey Register, int Ordinal), CaseCheck.KeylessCase> keyless)
    {
        using var now = new StorePlace(folder.Path, folder.Description.Store).OpenForReading();
        now.ReadLeaves(tree.Size, long.MaxValue, (_, leaf) =>
        {
            if (Leaf.KindOf(leaf) == LeafKind.Erasure && ErasureLeaf.Read(leaf) is var later && later.Procedure < dictionary.Procedures.Count)
            {
                keyless.Remove((new Columns.RegisterKey(dictionary.Procedures[later.Procedure], later.Organ, later.Year), later.Ordinal));
            }

            return true;
        });
    }

    /// <summary>A case that was opened by another one must be among those that the other has opened.</summary>
    private void CheckLinks(CaseCheck[] workers)
    {
        var openings = workers.SelectMany(w => w.Openings).ToHashSet();
        var unknown = workers.SelectMany(w => w.Unknown).ToHashSet();
        foreach (var (opened, by) in workers.SelectMany(w => w.OpenedBy))
        {
            if (!openings.Contains((by, opened)) && !unknown.Contains(by)) { Report($"case_row {new CaseId(opened)}", $"It says that case {new CaseId(by)} opened it, which says nothing of it."); }
        }
    }

    private void CheckRegisters(CaseCheck[] workers)
    {
        foreach (var register in registers)
        {
            var last = workers.Max(w => w.LastOrdinal(register.Id));
            if (last != register.Last) { Report($"register {register.Id}", $"It states {register.Last} as its last ordinal, the log reaches {last}."); }
        }
    }

    /// <summary>Numbers drawn from registers: none twice, none beyond what the store says was drawn, and none missing where no case was erased.</summary>
    private void CheckDrawn()
    {
        var written = new WrittenRegisters(folder.Store, dictionary, book, folder.Keys);
        foreach (var (name, number) in written.Ask(all => all.DrawnTwice.ToList())) { Report($"register {name}", $"Two cases have drawn the number {number}."); }
        foreach (var form in book.Registers.Values)
        {
            if (form.Series is null) { continue; }
            var stated = folder.Store.Progress(WrittenRegisters.ProgressOf(form));
            var highest = written.Ask(all => all.HighestOf(form.Id));
            if (stated > 0 && stated < highest) { Report($"progress {WrittenRegisters.ProgressOf(form)}", $"It states {stated} as the last number drawn, a case has drawn {highest}."); }
            if (written.ErasedOf(form) > 0) { continue; }
            foreach (var gap in NumberGap.In(written, form)) { Report($"register {form.Id}", $"No case has drawn {gap.Words}, and no case that could have was erased."); }
        }
    }

    private void CheckRows(long rows, CaseCheck[] workers)
    {
        var cases = workers.Sum(w => w.Cases);
        if (rows != cases) { Report("case_row", $"There are {rows} case rows, the log has {cases} cases."); }
    }
}
