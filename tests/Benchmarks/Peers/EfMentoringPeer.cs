using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>
/// The same mentoring as one would write it with EF Core: each command is one serializable transaction that looks, decides and writes, and is tried again when the
/// database says that it met another. In this process, without a web, an agenda, an audit trail or idempotency: less than what ours does.
/// </summary>
internal sealed class EfMentoringPeer
{
    public const int Clients = 64;

    private const int MenteesMax = 3;
    private const int MeetingsMax = 6;
    private const int AttemptsMax = 200;
    private const int Days = 20;
    private const int SlotsADay = 12;

    private readonly DbContextOptions<MentoringDb> options;
    private readonly int mentors;
    private readonly int mentees;
    private long retries;

    private EfMentoringPeer(DbContextOptions<MentoringDb> options, int mentors, int mentees) => (this.options, this.mentors, this.mentees) = (options, mentors, mentees);

    public long Retries => Interlocked.Read(ref retries);

    public static async Task<EfMentoringPeer> Create(Postgres server, int mentors, int mentees)
    {
        var connection = await server.NewDatabase();
        await Postgres.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"""
            create table mentee (id int primary key, mentor int, signatures int not null default 0);
            create index mentee_mentor on mentee (mentor);
            create table meeting (id bigint generated always as identity primary key, mentee int not null, mentor int not null, slot int not null);
            create index meeting_mentee on meeting (mentee);
            create index meeting_mentor on meeting (mentor, slot);
            insert into mentee (id) select n from generate_series(0, {mentees - 1}) n;
            """));
        await Postgres.Execute(connection, "vacuum analyze mentee");
        var pooled = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = Clients, MaxAutoPrepare = 40 }.ConnectionString;
        return new EfMentoringPeer(new DbContextOptionsBuilder<MentoringDb>().UseNpgsql(pooled).Options, mentors, mentees);
    }

    /// <summary>One command of the same mix as ours.</summary>
    public async ValueTask Run(long number)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var dice = new Random(HashCode.Combine(0, number));
                await using var db = new MentoringDb(options);
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable);
                await Decide(db, dice);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return;
            }
            catch (Exception met) when (attempt < AttemptsMax && IsConflict(met))
            {
                Interlocked.Increment(ref retries);
            }
        }
    }

    /// <summary>That no limit was broken: mentees of a mentor, meetings of a mentee, meetings at one time.</summary>
    public async Task<bool> IsClean()
    {
        await using var db = new MentoringDb(options);
        return !await db.Mentees.Where(mentee => mentee.Mentor != null).GroupBy(mentee => mentee.Mentor).AnyAsync(group => group.Count() > MenteesMax)
            && !await db.Meetings.GroupBy(meeting => meeting.Mentee).AnyAsync(group => group.Count() > MeetingsMax)
            && !await db.Meetings.GroupBy(meeting => new { meeting.Mentor, meeting.Slot }).AnyAsync(group => group.Count() > 1);
    }

    private async Task Decide(MentoringDb db, Random dice)
    {
        var id = dice.Next(mentees);
        var mentee = await db.Mentees.SingleAsync(one => one.Id == id);
        if (mentee.Mentor is not { } mentor)
        {
            mentor = dice.Next(mentors);
            if (await db.Mentees.CountAsync(one => one.Mentor == mentor) < MenteesMax) mentee.Mentor = mentor;
            return;
        }

        if (mentee.Signatures < 2)
        {
            mentee.Signatures++;
            return;
        }

        var meetings = await db.Meetings.Where(meeting => meeting.Mentee == id).ToListAsync();
        switch (dice.Next(100))
        {
            case < 2:
                db.RemoveRange(meetings);
                (mentee.Mentor, mentee.Signatures) = (null, 0);
                break;
            case < 22 when meetings.Count > 0:
                db.Remove(meetings[dice.Next(meetings.Count)]);
                break;
            case < 45 when meetings.Count > 0:
                var (moved, to) = (meetings[dice.Next(meetings.Count)], Slot(dice));
                if (await IsFree(db, mentor, to)) moved.Slot = to;
                break;
            case < 48:
                break;
            default:
                var slot = Slot(dice);
                if (meetings.Count < MeetingsMax && await IsFree(db, mentor, slot)) db.Add(new Meeting { Mentee = id, Mentor = mentor, Slot = slot });
                break;
        }
    }

    private static int Slot(Random dice) => dice.Next(Days) * SlotsADay + dice.Next(SlotsADay);

    private static async Task<bool> IsFree(MentoringDb db, int mentor, int slot) => !await db.Meetings.AnyAsync(meeting => meeting.Mentor == mentor && meeting.Slot == slot);

    private static bool IsConflict(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } || (exception.InnerException is { } inner && IsConflict(inner));

    private sealed class MentoringDb(DbContextOptions<MentoringDb> options) : DbContext(options)
    {
        public DbSet<Mentee> Mentees => Set<Mentee>();

        public DbSet<Meeting> Meetings => Set<Meeting>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Mentee>(mentee =>
            {
                mentee.ToTable("mentee");
                mentee.Property(it => it.Id).HasColumnName("id").ValueGeneratedNever();
                mentee.Property(it => it.Mentor).HasColumnName("mentor");
                mentee.Property(it => it.Signatures).HasColumnName("signatures");
            });
            modelBuilder.Entity<Meeting>(meeting =>
            {
                meeting.ToTable("meeting");
                meeting.Property(it => it.Id).HasColumnName("id").UseIdentityAlwaysColumn();
                meeting.Property(it => it.Mentee).HasColumnName("mentee");
                meeting.Property(it => it.Mentor).HasColumnName("mentor");
                meeting.Property(it => it.Slot).HasColumnName("slot");
            });
        }
    }

    private sealed class Mentee
    {
        public int Id { get; init; }

        public int? Mentor { get; set; }

        public int Signatures { get; set; }
    }

    private sealed class Meeting
    {
        public long Id { get; init; }

        public int Mentee { get; init; }

        public int Mentor { get; init; }

        public int Slot { get; set; }
    }
}
