using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Papers;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>An office over a folder of its own, with the law of the repository and the accounts of Yibin. It is Monday, 4 March 2024, half past nine.</summary>
public sealed class TestOffice : IAsyncDisposable
{
    public const string Password = "three tall bamboo stalks";
    private static readonly Instant Begin = Instant.FromUtc(2026, 5, 6, 2, 0);
    private CityLedger ledger = null!;

    public TestOffice()
    {
        var description = new FolderDescription("yibin", Synthetic: true, Begin, new FolderClock.StandsAt(new LocalDateTime(2024, 3, 4, 9, 30), Begin), Replay: null);
        ledger = CityLedger.Create(Path, description, RealLaw.Book, RealLaw.Plan, "xiezhi/yibin/office-tests", new DateOnly(2024, 3, 4), "tests");
        Office = CityOffice.Open(ledger, Clock, new PasswordHashing(100));
        foreach (var account in AccountsFile.Read(YibinFolder, RealLaw.Book.City, out _)) { Assert.Empty(Office.Accounts.Create(account, Password)); }
    }

    public static string YibinFolder => System.IO.Path.Combine(Root(), "cities", "yibin");
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"xiezhi-office-{Guid.NewGuid():N}");
    public HandClock Clock { get; } = new(Begin);
    public CityOffice Office { get; private set; }
    public CityLedger Ledger => ledger;
    public static City City => RealLaw.Book.City;

    /// <summary>Closes folder and office, and opens them again, as a restart does.</summary>
    public async Task ReopenAsync(Action? meanwhile = null)
    {
        await CloseAsync();
        meanwhile?.Invoke();
        ledger = CityLedger.Open(Path, RealLaw.Book, RealLaw.Plan, "xiezhi/yibin/office-tests", new DateOnly(2024, 3, 4), "tests");
        Office = CityOffice.Open(ledger, Clock, new PasswordHashing(100));
    }

    public Viewer As(string id) => new Viewer.SignedIn(Office.Accounts.Find(id) ?? throw new ArgumentException($"no account {id}", nameof(id)));

    public Task<ActOutcome> Act(Viewer viewer, ActInput input) => Office.ActAsync(viewer, input, CancellationToken.None);

    public async Task<ActOutcome.Done> Done(Viewer viewer, ActInput input)
    {
        var outcome = await Act(viewer, input);
        return outcome as ActOutcome.Done ?? throw new InvalidOperationException(outcome is ActOutcome.Unreadable unreadable
            ? string.Join("; ", unreadable.Problems.Select(p => $"{p.Field}: {p.Words.En}")) : outcome.ToString());
    }

    /// <summary>A complaint about noise at the city's hotline.</summary>
    public static ActInput Appeal(string key, string told = "夜间施工噪声很大", string name = "李晓明", params string[] evidence) => new()
    {
        Procedure = "services/citizen-appeal", Act = "register", Key = key,
        Facts = Words(("category", "complaint"), ("subject", "noise"), ("told", told)),
        Names = Words(("hotline", "hotline-center")),
        Persons = ImmutableDictionary<string, PersonInput>.Empty.Add("citizen", new PersonInput(name, "511502199001019999", "13000000001")),
        Documents = evidence.Length == 0 ? ImmutableDictionary<string, ImmutableArray<string>>.Empty : ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("evidence", [.. evidence]),
    };

    /// <summary>Opens an appeal and has it dispatched to an organ that signs for it.</summary>
    public async Task<ActOutcome.Done> Handled(Viewer citizen, string key, string handler = "market")
    {
        var opened = await Done(citizen, Appeal(key));
        await Done(As("hotline-officer"), new ActInput { Case = opened.Number.ToString(), Act = "dispatch", Key = $"{key} dispatch", Names = Words(("handler", handler)), Documents = Paperless("work-order") });
        await Done(As($"{handler}-officer"), new ActInput { Case = opened.Number.ToString(), Act = "sign", Key = $"{key} sign" });
        return opened;
    }

    public async Task<UploadedPaper> Upload(byte[] content, string name) =>
        Assert.IsType<PaperAnswer.Received>(await Office.Papers.ReceiveAsync(new MemoryStream(content), name, content.Length, CancellationToken.None)).Paper;

    public static ImmutableDictionary<string, string> Words(params (string Key, string Value)[] words) => words.ToImmutableDictionary(w => w.Key, w => w.Value);

    public static ImmutableDictionary<string, ImmutableArray<string>> Paperless(params string[] documents) =>
        documents.ToImmutableDictionary(d => d, _ => ImmutableArray<string>.Empty);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Path, recursive: true);
    }

    private async Task CloseAsync()
    {
        await Office.DisposeAsync();
        ledger.Dispose();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Xiezhi.slnx"))) { folder = folder.Parent!; }
        return folder.FullName;
    }
}
