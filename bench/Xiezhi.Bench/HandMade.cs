using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Stateless;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Bench;

/// <summary>The same case life as it is made by hand today: a state machine from a library; a mapper that loads the case with what the rules ask about, and saves at each
/// transition; tables for the case, its clocks, documents and history, for the numbers of the register and for idempotency keys. It does what one of our acts does for
/// the caller (a number, due days by the working calendar, a retry that gets the first answer, a conflict that is noticed) and nothing of its evidence. The file is in WAL
/// mode and every save is flushed, as ours is.</summary>
internal sealed class HandMade : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"xiezhi-by-hand-{Environment.ProcessId}.db");
    private readonly DbContextOptions<Cases> options;
    private readonly WorkingCalendar calendar;
    private readonly string[] acts;

    /// <param name="acts">Ids of the acts of the life, in order; the first opens the case.</param>
    public HandMade(LawBook book, string[] acts)
    {
        calendar = book.Calendar;
        this.acts = acts;
        options = new DbContextOptionsBuilder<Cases>().UseSqlite($"Data Source={path}").Options;
        using var cases = new Cases(options);
        cases.Database.EnsureCreated();
        cases.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        cases.Database.OpenConnection();
        using var asked = cases.Database.GetDbConnection().CreateCommand();
        asked.CommandText = "PRAGMA synchronous";
        // 2 is FULL, the default: every commit is flushed.
        if ((long)asked.ExecuteScalar()! != 2) { throw new InvalidOperationException("The file that is made by hand is not flushed."); }
    }

    /// <summary>Transitions a second of one caller who goes through so many cases.</summary>
    public double PerSecond(int lives)
    {
        Live(lives);
        var watch = Stopwatch.StartNew();
        Live(lives);
        return lives * acts.Length / watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in new[] { path, path + "-wal", path + "-shm" }) { File.Delete(file); }
    }

    private void Live(int lives)
    {
        for (var life = 0; life < lives; life++)
        {
            long id = 0;
            for (var step = 0; step < acts.Length; step++) { id = Step(id, step); }
        }
    }

    /// <summary>What a request to such a program does: the key, the case, the machine, the clocks, one save.</summary>
    private long Step(long id, int step)
    {
        using var cases = new Cases(options);
        var key = $"{Guid.NewGuid():N}";
        if (cases.Answers.AsNoTracking().FirstOrDefault(a => a.Key == key) is { } earlier) { return earlier.CaseId; }
        var day = new DateOnly(2023, 3, 1).AddDays(step);
        var found = id == 0 ? Open(cases) : cases.Rows.Include(c => c.Clocks).Include(c => c.Entries).AsSplitQuery().Single(c => c.Id == id);
        var machine = new StateMachine<string, string>(() => found.Stage, stage => found.Stage = stage);
        for (var i = 0; i < acts.Length; i++) { machine.Configure(i == 0 ? "new" : $"after {i} {acts[i - 1]}").Permit(acts[i], $"after {i + 1} {acts[i]}"); }
        machine.Fire(acts[step]);
        foreach (var clock in found.Clocks.Where(c => c.StoppedOn is null && c.Of == step)) { clock.StoppedOn = day; }
        found.Clocks.Add(new HandClock { Of = step + 1, Due = calendar.WorkingDaysAfter(day, 20) });
        found.Due = found.Clocks.Where(c => c.StoppedOn is null).Min(c => c.Due);
        found.Version++;
        found.Entries.Add(new HandEntry { Number = found.Entries.Count + 1, Act = acts[step], By = "organ 5, officer 12", Day = day, Text = "经办人填写的办理情况，约四十个字，和我们的一条记录差不多长短。" });
        found.Documents.Add(new HandDocument { Kind = $"document {step}", Day = day });
        cases.Answers.Add(new HandAnswer { Key = key, Case = found });
        cases.SaveChanges();
        return found.Id;
    }

    private static HandCase Open(Cases cases)
    {
        var register = cases.Registers.FirstOrDefault(r => r.Organ == 5 && r.Year == 2023) ?? cases.Add(new HandRegister { Organ = 5, Year = 2023 }).Entity;
        register.Last++;
        return cases.Add(new HandCase { Stage = "new", Number = register.Last, Applicant = "张三", Facts = "{\"category\":\"roads\"}" }).Entity;
    }

    private sealed class Cases(DbContextOptions<Cases> options) : DbContext(options)
    {
        public DbSet<HandCase> Rows => Set<HandCase>();
        public DbSet<HandAnswer> Answers => Set<HandAnswer>();
        public DbSet<HandRegister> Registers => Set<HandRegister>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<HandCase>().HasIndex(c => c.Due);
            modelBuilder.Entity<HandCase>().Property(c => c.Version).IsConcurrencyToken();
            modelBuilder.Entity<HandEntry>().HasIndex(e => new { e.HandCaseId, e.Number }).IsUnique();
            modelBuilder.Entity<HandRegister>().HasIndex(r => new { r.Organ, r.Year }).IsUnique();
            modelBuilder.Entity<HandAnswer>().HasKey(a => a.Key);
        }
    }

    private sealed class HandRegister
    {
        public long Id { get; set; }
        public int Organ { get; set; }
        public int Year { get; set; }
        public int Last { get; set; }
    }

    private sealed class HandCase
    {
        public long Id { get; set; }
        public int Number { get; set; }
        public required string Stage { get; set; }
        public required string Applicant { get; set; }
        public required string Facts { get; set; }
        public DateOnly? Due { get; set; }
        public int Version { get; set; }
        public List<HandClock> Clocks { get; } = [];
        public List<HandEntry> Entries { get; } = [];
        public List<HandDocument> Documents { get; } = [];
    }

    private sealed class HandClock
    {
        public long Id { get; set; }
        public long HandCaseId { get; set; }
        public int Of { get; set; }
        public DateOnly Due { get; set; }
        public DateOnly? StoppedOn { get; set; }
    }

    private sealed class HandEntry
    {
        public long Id { get; set; }
        public long HandCaseId { get; set; }
        public int Number { get; set; }
        public required string Act { get; set; }
        public required string By { get; set; }
        public DateOnly Day { get; set; }
        public required string Text { get; set; }
    }

    private sealed class HandDocument
    {
        public long Id { get; set; }
        public long HandCaseId { get; set; }
        public required string Kind { get; set; }
        public DateOnly Day { get; set; }
    }

    private sealed class HandAnswer
    {
        public required string Key { get; set; }
        public long CaseId { get; set; }
        public HandCase? Case { get; set; }
    }
}
