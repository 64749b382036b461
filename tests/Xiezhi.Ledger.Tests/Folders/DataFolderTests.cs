using NodaTime;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Folders;

public sealed class DataFolderTests : IDisposable
{
    private static readonly FolderDescription Replayed = new(
        "yibin", Synthetic: true, Instant.FromUtc(2026, 3, 1, 2, 3), new FolderClock.StandsAt(new LocalDateTime(2024, 1, 2, 9, 0), Since: null),
        new FolderReplay(2023, 0.01m, 42, Complete: false));

    private readonly TemporaryFolder temporary = new();

    private string City => temporary["city"];

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_folder_is_opened_as_it_was_made()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        using var opened = DataFolder.OpenForReading(City);
        Assert.Equal(Replayed, opened.Description);
        Assert.Equal(0, opened.Store.Size);
    }

    [Fact]
    public void The_second_writer_is_told_who_the_first_is_and_readers_come_in()
    {
        using var writer = DataFolder.Create(City, Replayed, "xiezhi replay --city yibin");
        var busy = Assert.Throws<FolderBusyException>(() => DataFolder.OpenForWriting(City, "xiezhi serve"));
        Assert.Contains($"process {Environment.ProcessId} (xiezhi replay --city yibin)", busy.Message, StringComparison.Ordinal);

        using var reader = DataFolder.OpenForReading(City);
        using var group = new GroupCommit(0);
        group.Append([1], []);
        writer.Store.Commit(group);
        Assert.Equal(1, reader.Store.Size);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_writer_has_ended()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        DataFolder.OpenForWriting(City, "serve").Dispose();
        DataFolder.OpenForWriting(City, "serve").Dispose();
    }

    [Fact]
    public void A_folder_is_not_made_twice_nor_over_other_files()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        Assert.Throws<FolderException>(() => DataFolder.Create(City, Replayed, "replay"));
        foreach (var name in new[] { "letter.txt", "keys" })
        {
            var mine = temporary[name + " and more"];
            Directory.CreateDirectory(mine);
            File.WriteAllText(Path.Combine(mine, name), "dear mother");
            Assert.Throws<FolderException>(() => DataFolder.Create(mine, Replayed, "replay"));
            Assert.Equal("dear mother", File.ReadAllText(Path.Combine(mine, name)));
        }
    }

    [Fact]
    public void An_interrupted_creation_is_made_anew()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        File.Delete(Path.Combine(City, "folder.json"));
        using var made = DataFolder.Create(City, Replayed, "replay");
        Assert.Equal(0, made.Store.Size);
    }

    [Fact]
    public void A_ledger_that_lost_its_description_is_not_made_anew()
    {
        using (var folder = DataFolder.Create(City, Replayed, "replay"))
        using (var group = new GroupCommit(0))
        {
            group.Append([1], []);
            folder.Store.Commit(group);
        }
        File.Delete(Path.Combine(City, "folder.json"));
        var refused = Assert.Throws<FolderException>(() => DataFolder.Create(City, Replayed, "replay"));
        Assert.Contains("folder.json is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_description_is_refused_in_clear_words()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        var file = Path.Combine(City, "folder.json");
        var whole = File.ReadAllText(file);
        for (var length = 0; length < whole.Length - 1; length += 7)
        {
            File.WriteAllText(file, whole[..length]);
            var refused = Assert.Throws<FolderException>(() => DataFolder.OpenForWriting(City, "serve"));
            Assert.Contains("folder.json is damaged", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_an_interrupted_replacement_left_beside_the_description_does_no_harm()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        File.WriteAllText(Path.Combine(City, "folder.json.new"), "{ \"form");
        using var folder = DataFolder.OpenForWriting(City, "serve");
        folder.Describe(Replayed with { Replay = Replayed.Replay! with { Complete = true } });
        Assert.True(DataFolder.Describe(City).Replay!.Complete);
    }

    [Fact]
    public void A_synthetic_folder_stays_synthetic()
    {
        using var folder = DataFolder.Create(City, Replayed, "replay");
        Assert.Throws<ArgumentException>(() => folder.Describe(Replayed with { Synthetic = false }));
        Assert.True(DataFolder.Describe(City).Synthetic);
    }

    [Fact]
    public void A_folder_of_a_newer_format_is_refused()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        var file = Path.Combine(City, "folder.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"format\": 1", "\"format\": 3", StringComparison.Ordinal));
        Assert.Contains("format 3", Assert.Throws<FolderException>(() => DataFolder.OpenForReading(City)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_its_keys_is_refused()
    {
        DataFolder.Create(City, Replayed, "replay").Dispose();
        File.Delete(Path.Combine(City, "keys"));
        Assert.Throws<FolderException>(() => DataFolder.OpenForWriting(City, "serve"));
        Assert.Throws<FolderException>(() => DataFolder.OpenForReading(City));
    }

    [Fact]
    public void A_path_without_a_folder_says_how_to_make_one()
    {
        var refused = Assert.Throws<FolderException>(() => DataFolder.OpenForWriting(temporary["nowhere"], "serve"));
        Assert.Contains("xiezhi replay", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replayed_folders_clock_stands_until_the_replay_ends_and_runs_on_from_there()
    {
        var clock = (FolderClock.StandsAt)Replayed.Clock;
        var ended = Instant.FromUtc(2026, 3, 1, 12, 0);
        var real = new SetClock { Now = ended + Duration.FromMinutes(90) };
        Assert.Throws<InvalidOperationException>(() => clock.Start(real));

        var running = (clock with { Since = ended }).Start(real);
        Assert.Equal(new LocalDateTime(2024, 1, 2, 10, 30), BeijingTime.At(running.GetCurrentInstant()));
        real.Now += Duration.FromHours(24);
        Assert.Equal(new DateOnly(2024, 1, 3), BeijingTime.Day(running.GetCurrentInstant()));
        real.Now = ended - Duration.FromDays(9);
        Assert.Equal(new LocalDateTime(2024, 1, 2, 9, 0), BeijingTime.At(running.GetCurrentInstant()));
    }

    [Fact]
    public void A_day_begins_at_midnight_in_Beijing()
    {
        Assert.Equal(new DateOnly(2023, 5, 31), BeijingTime.Day(Instant.FromUtc(2023, 5, 31, 15, 59, 59)));
        Assert.Equal(new DateOnly(2023, 6, 1), BeijingTime.Day(Instant.FromUtc(2023, 5, 31, 16, 0)));
    }

    private sealed class SetClock : IClock
    {
        public Instant Now { get; set; }
        public Instant GetCurrentInstant() => Now;
    }
}
