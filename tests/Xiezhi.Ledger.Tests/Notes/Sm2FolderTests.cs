using NodaTime;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Notes;

public sealed class Sm2FolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_folder_made_so_signs_every_head_with_both_keys_and_stays_a_log_of_C2SP()
    {
        var path = temporary["city"];
        var description = new FolderDescription("yibin", Synthetic: true, Instant.FromUtc(2024, 1, 2, 1, 0), new FolderClock.System(), Replay: null, Sm2: true);
        CityLedger.Create(path, description, RealLaw.Book, RealLaw.Plan, "xiezhi/yibin/sm2", new DateOnly(2024, 1, 2), "test").Dispose();
        await using (var city = LiveCity.Open(path))
        {
            Assert.IsType<ActAnswer.Recorded>(await city.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(1, "资料", InformationRequests.Monday), "key")));
        }

        using var folder = DataFolder.OpenForReading(path);
        var (log, sm2) = (Key(folder.VerifierKeyPath), Key(folder.Sm2VerifierKeyPath));
        Assert.True(sm2.IsSm2 && !log.IsSm2 && log.Name == sm2.Name);
        var heads = new List<SignedNote>();
        folder.Store.ReadCheckpoints(stored => heads.Add(SignedNote.Parse(stored.Note)));
        Assert.Equal(2, heads.Count);
        Assert.All(heads, head => Assert.Equal(Checkpoint.Open(head, log).Root, Checkpoint.Open(head, sm2).Root));
        Assert.Equal(folder.Store.Size, Recount.Open(folder.Store, log).Checkpoint.Size);
        Assert.Equal(folder.Store.Size, Recount.Open(folder.Store, sm2).Checkpoint.Size);
        Assert.Empty(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));

        // Another SM2 key in the place of this one is found, and a lost one stops the log
        File.WriteAllText(folder.Sm2VerifierKeyPath, $"{NoteSigner.GenerateSm2(sm2.Name).Verifier}\n");
        Assert.Contains(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken), fault => fault.Where == "log.sm2.vkey");
        File.Delete(folder.Sm2KeyPath);
        Assert.Throws<FolderException>(() => LiveCity.Open(path));
    }

    private static NoteVerifier Key(string path) => NoteVerifier.Parse(File.ReadAllText(path).TrimEnd('\n'));
}
