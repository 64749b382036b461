using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>fsck --data DIR [--against CHECKPOINT|LOG]</c></summary>
internal static class FsckVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var against = Options.Against();
        var json = Options.Json();
        var command = new Command("fsck", "Re-hashes a data folder and folds every case again: whatever was changed at rest is found and named.")
        {
            data, against, json,
        };
        command.SetAction((result, ct) => Task.FromResult(Run(result.GetValue(data)!, result.GetValue(against), result.GetValue(json), ct)));
        return command;
    }

    private static int Run(string data, string? against, bool json, CancellationToken ct)
    {
        if (!DataFolder.Exists(data)) { DataFolder.Describe(data); }
        var (faults, gaps, size) = Check(data, ct);
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(new { ok = faults.Count == 0, faults = faults.Select(f => new { where = f.Where, what = f.What }),
                numberGaps = gaps.Select(g => new { register = g.Form.Id, first = g.First, last = g.Last, erasedCases = g.Erased }) }));
        }
        else if (faults.Count == 0) { Console.WriteLine($"{data}: {size:N0} entries, all of them what they were."); }
        else
        {
            foreach (var fault in faults) { Console.WriteLine($"{fault.Where}: {fault.What}"); }
        }

        if (!json) { foreach (var gap in gaps) { Console.WriteLine($"register {gap.Form.Id}: no case is known that drew {gap.Words}; erased cases that may have: {gap.Erased}."); } }
        var whole = faults.Count == 0;
        if (whole && against is not null)
        {
            using var folder = DataFolder.OpenForReading(data);
            whole = AgainstLine.Tell(folder, against, json ? Console.Error : Console.Out);
        }

        return whole ? Shell.Done : Shell.No;
    }

    /// <summary>A folder that cannot even be opened is a faulty one.</summary>
    private static (IReadOnlyList<Fault> Faults, ImmutableArray<NumberGap> Gaps, long Size) Check(string data, CancellationToken ct)
    {
        try
        {
            var reading = Home.Read(DataFolder.Describe(data).City);
            using var folder = DataFolder.OpenAtOneMoment(data);
            var faults = FolderCheck.Run(folder, reading.Sound(), Home.PlanOf(reading), null, ct);
            // A broken store cannot be asked; what is broken in it is told already.
            return (faults, faults.Count == 0 ? NumberGap.In(folder, reading.Sound()) : [], folder.Store.Size);
        }
        catch (Exception broken) when (broken is FolderException or LedgerStoreException)
        {
            return ([new Fault(data, broken.Message)], [], 0);
        }
    }
}
