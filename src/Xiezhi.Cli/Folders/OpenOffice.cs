using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Folders;

/// <summary>A data folder open for writing, with its office.</summary>
internal sealed class OpenOffice : IAsyncDisposable
{
    private readonly ImmutableArray<Account> first;

    private OpenOffice(CatalogueReading reading, CityLedger ledger, ImmutableArray<Account> first)
    {
        Reading = reading;
        Ledger = ledger;
        this.first = first;
        Office = CityOffice.Open(ledger, SystemClock.Instance);
    }

    public CatalogueReading Reading { get; }
    public CityLedger Ledger { get; }
    public CityOffice Office { get; }

    /// <summary>Opens a folder whose year is whole.</summary>
    /// <param name="command">What this process does, in words for whoever finds the folder busy.</param>
    /// <exception cref="UsageException">The replay that fills the folder has not finished, or the city's accounts have mistakes.</exception>
    /// <exception cref="FolderBusyException">Another process writes it.</exception>
    public static OpenOffice Open(string data, string command)
    {
        var description = DataFolder.Describe(data);
        OpenCity.RequireWhole(data, description);
        var reading = Home.Read(description.City);
        var accounts = AccountsFile.Read(Home.City(description.City), reading.Sound().City, out var mistakes);
        if (mistakes.Any(m => m.Severity == Severity.Error)) { throw new UsageException($"the accounts have mistakes:\n{string.Join('\n', mistakes)}", "Mend them, then run the command again."); }
        var ledger = CityLedger.Open(data, reading.Sound(), Home.PlanOf(reading), $"xiezhi/{description.City}", BeijingTime.Day(description.Created), command);
        try
        {
            return new OpenOffice(reading, ledger, accounts);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Makes the city's first accounts where there are none, and shows their random passwords, the only time that anybody can.</summary>
    public void BeginAccounts()
    {
        if (!Office.Accounts.IsEmpty || first.IsEmpty) { return; }
        var made = Office.Accounts.Begin(first);
        Console.Out.WriteLine("账号已建立，密码只显示这一次，请抄下。 Accounts were made; their passwords are shown this once.");
        foreach (var (account, password) in made) { Console.Out.WriteLine($"  {account.Id,-28}{password}  {account.Role.ToString().ToLowerInvariant(),-14}{account.Name}"); }
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        Ledger.SaveColumns();
        Ledger.Dispose();
    }
}
