import { ApiProperty } from '@nestjs/swagger';
import { IsNotBlank } from '../http/is-not-blank';

/** Why: the citizen reads it, and it is sealed as personal data. */
export class ReasonDto {
  @ApiProperty({ example: 'Nộp nhầm nơi: hộ khẩu ở phường khác', maxLength: 1000, description: 'For the citizen to read' })
  @IsNotBlank(1_000)
  readonly reason!: string;
}
