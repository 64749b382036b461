using Xiezhi.Ledger.Casework;

namespace Xiezhi.Ledger.CrashingWriter;

/// <summary>Many callers at once who open cases, act in them and print each act that was acknowledged, until the process is killed.</summary>
public static class LiveActs
{
    private const int Callers = 6;

    /// <summary>Prints a line when it begins, then one for each recorded act: case, index of its leaf, key.</summary>
    /// <param name="store">The PostgreSQL that holds the ledger when the folder is made; null for SQLite.</param>
    public static async Task Run(string path, string? store)
    {
        await using var city = LiveCity.Open(path, store);
        Console.WriteLine("open");
        var run = city.Ledger.Writer.Size;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Call(city, $"{run}-{caller}")));
    }

    /// <summary>What a caller asks under a key; the same key always asks the same.</summary>
    /// <param name="key">Run, caller, case, and the number of the act in it.</param>
    public static ActSubmission Asked(string key, Stores.CaseId? @case)
    {
        var parts = key.Split('-');
        var applicant = long.Parse(parts[2]) + 1;
        var day = InformationRequests.Monday;
        var request = parts[3] switch
        {
            "1" => InformationRequests.Receive(applicant, $"关于第{parts[2]}号地块的资料", day),
            "2" => InformationRequests.AskForCorrection(day, day.AddDays(14)),
            "3" => InformationRequests.Correct(applicant, day.AddDays(1)),
            _ => InformationRequests.Answer(day.AddDays(2)),
        };
        return new ActSubmission(@case, @case is null ? InformationRequests.Procedure : null, request, key);
    }

    private static async Task Call(LiveCity city, string caller)
    {
        for (var n = 0; ; n++)
        {
            Stores.CaseId? @case = null;
            for (var act = 1; act <= 4; act++)
            {
                var key = $"{caller}-{n}-{act}";
                if (await city.Ask(Asked(key, @case)) is not ActAnswer.Recorded recorded) { throw new InvalidOperationException($"{key} was not recorded."); }
                @case = recorded.Case;
                Console.WriteLine($"{recorded.Case.Value} {recorded.Leaf} {key}");
            }
        }
    }
}
