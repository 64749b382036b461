using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Leaves;
using static Xiezhi.Ledger.CrashingWriter.InformationRequests;

namespace Xiezhi.Ledger.CrashingWriter;

/// <summary>Several callers at once who open cases, end them and have them erased, and print each case whose erasure was acknowledged, until the process is killed.</summary>
public static class LiveErasures
{
    private const int Callers = 3;

    /// <summary>Prints a line when it begins, then one for each erased case: its id.</summary>
    /// <param name="store">The PostgreSQL that holds the ledger when the folder is made; null for SQLite.</param>
    public static async Task Run(string path, string? store)
    {
        await using var city = LiveCity.Open(path, store);
        Console.WriteLine("open");
        var run = city.Ledger.Writer.Size;
        var finder = new CaseFinder(city.Ledger.Store, city.Ledger.Dictionary, RealLaw.Book);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var n = 0; ; n++)
            {
                var opened = (ActAnswer.Recorded)await city.Ask(new ActSubmission(null, Procedure, Receive(n + 1, $"第{n}号资料", Monday), $"{run}-{caller}-{n}"));
                await city.Ask(new ActSubmission(opened.Case, null, Withdraw(n + 1, Monday), $"{run}-{caller}-{n} withdraw"));
                var record = finder.Read(opened.Case)!;
                var leaf = new ErasureLeaf(record.Edition.Procedure, record.Organ, record.Year, opened.Case.Ordinal, Monday, 1, 12, 1, "period-over");
                if (await city.Casework.EraseAsync(opened.Case, leaf, again: false, CancellationToken.None) is not ActAnswer.Recorded) { throw new InvalidOperationException($"{opened.Case} was not erased."); }
                Console.WriteLine(opened.Case.Value);
            }
        }));
    }
}
