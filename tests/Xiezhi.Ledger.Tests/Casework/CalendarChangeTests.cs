using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>A notice that comes late, or is put right, while cases are open.</summary>
public sealed class CalendarChangeTests : CaseworkTests
{
    // Two days before the last day of what was asked for on Monday.
    private static readonly DateOnly Declared = new(2024, 3, 28);

    [Fact]
    public async Task The_log_says_by_which_calendar_it_reckons_before_any_act()
    {
        await Open("one");

        Assert.Equal(1, city.Ledger.Dictionary.Calendars.Count);
        Assert.True(city.Ledger.Dictionary.Calendars.LatestPlace < Row(Recorded(await Open("two")).Case).Places[0]);
        Assert.Null(city.Ledger.Reckoned);
    }

    [Fact]
    public async Task A_day_declared_off_moves_open_clocks_and_each_move_is_in_the_log()
    {
        var open = Recorded(await Open("open")).Case;
        var closed = Recorded(await Open("closed")).Case;
        await Ask(closed, InformationRequests.Answer(Monday.AddDays(1)), "answer");
        var before = DueOf(open);
        await city.DisposeAsync();

        using (var ledger = Reopen(With(Declared)))
        {
            Assert.Equal((1, 1), ledger.Reckoned!.Value);
            var moved = Assert.Single(MovedDay.Latest(ledger.Store, ledger.Dictionary, ledger.Book));
            Assert.Equal((before, Story(With(Declared), before)), moved.Days);
            Assert.Equal("reply", moved.Limit.Id);
            Assert.Equal(LeafKind.Calendar, Leaf.KindOf(ledger.Store.ReadLeaf(moved.Leaf - 1)));
        }

        Assert.Empty(Check(With(Declared)));
        using var again = Reopen(With(Declared));
        Assert.Null(again.Reckoned);
        city = LiveCity.Open(temporary["other"]);
    }

    [Fact]
    public async Task A_case_folded_years_later_comes_to_the_days_that_were_journalled_whatever_has_been_published_since()
    {
        var open = Recorded(await Open("open")).Case;
        await city.DisposeAsync();
        using (var first = Reopen(With(Declared)))
        {
            await using var live = new LiveCasework(first);
            Assert.IsType<ActAnswer.Recorded>(await live.SubmitAsync(new ActSubmission(open, null, InformationRequests.Extend(Monday.AddDays(3)), "extend"), CancellationToken.None));
        }

        using (var second = Reopen(With(Declared, new DateOnly(2024, 4, 10)))) { Assert.Equal(1, second.Reckoned!.Value.Moved); }

        // The law book of today, of yesterday, and the first one: the log itself knows how it reckoned.
        Assert.Empty(Check(With(Declared, new DateOnly(2024, 4, 10))));
        Assert.Empty(Check(With(Declared)));
        Assert.Empty(Check(RealLaw.Book));
        city = LiveCity.Open(temporary["other"]);
    }

    [Fact]
    public async Task An_attested_outage_moves_open_clocks_and_the_log_says_which()
    {
        var open = Recorded(await Open("open")).Case;
        var due = DueOf(open);
        await city.DisposeAsync();
        var outage = new Outage(new FilingSystem("online-filing", "网上办事系统", "the online service"), due, due.AddDays(1));
        var law = FiledOnline(RealLaw.Book.Calendar.With(outage));

        using (var ledger = Reopen(law))
        {
            Assert.Equal((1, 1), ledger.Reckoned!.Value);
            var moved = Assert.Single(MovedDay.Latest(ledger.Store, ledger.Dictionary, ledger.Book));
            Assert.Equal((due, law.Calendar.OnOrNextWorking(due.AddDays(2))), moved.Days);
            Assert.Same(outage, moved.Because);
        }

        Assert.Empty(Check(law));

        // Taken back, it moves the day back; the log keeps both.
        using (var ledger = Reopen(FiledOnline(RealLaw.Book.Calendar)))
        {
            var back = Assert.Single(MovedDay.Latest(ledger.Store, ledger.Dictionary, ledger.Book));
            Assert.Equal((law.Calendar.OnOrNextWorking(due.AddDays(2)), due), back.Days);
            Assert.True(outage.SameDaysAs(back.Because!));
        }

        Assert.Empty(Check(law));
        city = LiveCity.Open(temporary["other"]);
    }

    [Fact]
    public async Task What_was_interrupted_is_carried_through_at_the_next_opening()
    {
        await Open("open");
        await city.DisposeAsync();
        using (var ledger = Reopen(With(Declared)))
        {
            ledger.Writer.Group.Reach("calendars", 1);
            ledger.Writer.AppendBare(new ClosingLeaf(0, 0, 2023, 0, Monday).ToBytes());
            ledger.Commit(ledger.Writer.TakeGroup());
        }

        using (var ledger = Reopen(With(Declared))) { Assert.Equal((0, 0), ledger.Reckoned!.Value); }

        Assert.DoesNotContain(Check(With(Declared)), f => f.Where.StartsWith("case_row", StringComparison.Ordinal));
        city = LiveCity.Open(temporary["other"]);
    }

    private DateOnly DueOf(CaseId id) => Row(id).State.Clocks.ToArray().Single(c => c.Limit == InformationRequests.Edition.FindLimit("reply")!.Index).Rolled;

    // Of twenty working days one more is needed.
    private static DateOnly Story(LawBook book, DateOnly due) => book.Calendar.WorkingDaysAfter(due, 1);

    private CityLedger Reopen(LawBook book) => CityLedger.Open(temporary["city"], book, RealLaw.Plan, "xiezhi/yibin/tests", Monday, "tests");

    private IReadOnlyList<Fault> Check(LawBook book)
    {
        using var folder = DataFolder.OpenForReading(temporary["city"]);
        return FolderCheck.Run(folder, book, RealLaw.Plan, null, TestContext.Current.CancellationToken);
    }

    // As if the reply were filed online, and an outage moved its last day.
    private static LawBook FiledOnline(WorkingCalendar calendar) => new(
        [.. RealLaw.Book.Editions.Select(e => e.Procedure == InformationRequests.Procedure ? e with { Limits = [.. e.Limits.Select(l => l with { ShiftedBy = [FilingSystem.Named("online-filing")] })] } : e)],
        calendar, RealLaw.Book.City) { Registers = RealLaw.Book.Registers, Privacy = RealLaw.Book.Privacy };

    private static LawBook With(params DateOnly[] off)
    {
        var years = RealLaw.Book.Calendar.Years.Select(y => y.Year == 2024 ? y with { DaysOff = [.. y.DaysOff, .. off.Select(d => new NamedDay(d, "临时放假"))] } : y);
        return RealLaw.Book with { Calendar = new WorkingCalendar(years) };
    }
}
