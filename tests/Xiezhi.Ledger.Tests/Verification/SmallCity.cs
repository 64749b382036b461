using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Verification;

/// <summary>A living city with something in every table and several heads; made once, copied by each test.</summary>
public sealed class SmallCity : IAsyncLifetime
{
    private const int Requests = 200;
    private readonly TemporaryFolder temporary = new();

    public string Path => temporary["city"];

    public async ValueTask InitializeAsync()
    {
        var monday = InformationRequests.Monday;
        await using var city = LiveCity.Open(Path);
        for (var wave = 0; wave < 4; wave++) { await Task.WhenAll(Enumerable.Range(wave * Requests / 4, Requests / 4).Select(n => One(city, n))); }
        city.Ledger.Writer.CloseRegisters(monday.Year, new DateOnly(monday.Year, 12, 31));
        city.Ledger.Commit(city.Ledger.Writer.TakeGroup());
        city.Ledger.SaveColumns();
    }

    public ValueTask DisposeAsync()
    {
        temporary.Dispose();
        return default;
    }

    /// <summary>One request in four is answered, one corrected and answered late, one withdrawn; one is still open.</summary>
    private static async Task One(LiveCity city, int n)
    {
        var monday = InformationRequests.Monday;
        var id = await Record(city,
            new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(n + 1, $"第{n}号资料", monday), $"{n} receive"));
        switch (n % 4)
        {
            case 0:
                await Record(city, new ActSubmission(id, null, InformationRequests.AskThirdParty(1000 + n, monday), $"{n} ask"));
                await Record(city, new ActSubmission(id, null, InformationRequests.Answer(monday.AddDays(1)), $"{n} answer"));
                break;
            case 1:
                await Record(city, new ActSubmission(id, null, InformationRequests.AskForCorrection(monday, monday.AddDays(30)), $"{n} ask"));
                await Record(city, new ActSubmission(id, null, InformationRequests.Correct(n + 1, monday.AddDays(1)), $"{n} correct"));
                await Record(city, new ActSubmission(id, null, InformationRequests.Answer(monday.AddDays(70)), $"{n} answer"));
                break;
            case 2:
                await Record(city, new ActSubmission(id, null, InformationRequests.Withdraw(n + 1, monday.AddDays(1)), $"{n} withdraw"));
                break;
        }
    }

    private static async Task<CaseId> Record(LiveCity city, ActSubmission asked) =>
        await city.Ask(asked) is ActAnswer.Recorded recorded ? recorded.Case : throw new InvalidOperationException($"{asked.Key} was not recorded.");
}
